import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/test.mjs", import.meta.url).href)
