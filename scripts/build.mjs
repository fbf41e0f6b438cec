import { enter } from "./lib/enter.mjs"

enter(new URL("./commands/build.mjs", import.meta.url).href)
