// Written for any Node that knows modules, so that an old one gets a sentence and not a syntax error.
import { existsSync } from "fs"
import { join } from "path"

/** The reason this Node cannot even install the project, or undefined. */
export function tooOld(version) {
  return isAtLeast(version, 20, 19)
    ? undefined
    : "Souk needs Node 20.19 or later and this is Node " +
        version +
        ": install the current LTS from https://nodejs.org, then run the command again."
}

/** The Node to run on: the one the project carries, else the host's when it is recent enough. */
export function chooseNode(root, execPath, version) {
  const windows = process.platform === "win32"
  const platform = windows ? "win" : process.platform
  const carried = join(
    root,
    "node_modules",
    "node-" + platform + "-" + process.arch,
    "bin",
    windows ? "node.exe" : "node",
  )
  if (existsSync(carried)) return carried
  return isAtLeast(version, 22, 12) ? execPath : undefined
}

function isAtLeast(version, major, minor) {
  const parts = version.replace(/^v/, "").split(".").map(Number)
  return parts[0] > major || (parts[0] === major && parts[1] >= minor)
}
