import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/bench.mjs", import.meta.url).href)
