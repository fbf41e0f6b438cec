// What every command does first: a usable Node, the dependencies, then the command on the Node the
// project carries. Nothing here needs an installed package.
import { tooOld, chooseNode } from "./node-version.mjs"

/** Runs `main.mjs`'s command on the right Node; `module` is a URL beside the caller. */
export function enter(module) {
  const problem = tooOld(process.versions.node)
  if (problem) {
    console.error("✗ " + problem)
    process.exit(1)
  }
  return import("./relaunch.mjs").then(({ relaunch }) => relaunch(module, chooseNode))
}
