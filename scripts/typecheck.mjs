import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/typecheck.mjs", import.meta.url).href)
