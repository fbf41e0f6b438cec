import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/seed.mjs", import.meta.url).href)
