import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/data-model.mjs", import.meta.url).href)
