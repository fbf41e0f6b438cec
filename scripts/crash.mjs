import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/crash.mjs", import.meta.url).href)
