import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/import.mjs", import.meta.url).href)
