import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/start.mjs", import.meta.url).href)
