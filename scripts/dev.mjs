import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/dev.mjs", import.meta.url).href)
