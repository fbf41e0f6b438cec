import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { Failure } from "./failure.mjs"
import { readJsonIfAny } from "./files.mjs"
import { readJson, root } from "./paths.mjs"
import { step } from "./steps.mjs"

/** Runs `npm ci` when the installed packages are not those of package-lock.json. */
export async function installMissing() {
  if (isInstalled()) return
  await step("Install the dependencies", npmCi)
}

/** Compares the lock file with npm's own record of what it put in node_modules. */
function isInstalled() {
  const installed = readJsonIfAny(join(root, "node_modules", ".package-lock.json"))?.packages
  if (!installed) return false
  const wanted = readJson(join(root, "package-lock.json")).packages
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.startsWith("node_modules/") || entry.extraneous) return true
    if (entry.link) return existsSync(join(root, path))
    const present = installed[path]
    if (!present) return Boolean(entry.optional || entry.devOptional || entry.peer)
    return present.version === entry.version
  })
}

function npmCi() {
  const npm = process.env.npm_execpath
  const args = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ]
  const [command, commandArgs] = npm?.endsWith(".js")
    ? [process.execPath, [npm, ...args]]
    : ["npm", args]
  return new Promise((resolve, reject) => {
    const child = spawn(command, commandArgs, {
      cwd: root,
      stdio: "inherit",
      shell: command === "npm" && process.platform === "win32",
    })
    child.on("error", () =>
      reject(new Failure("npm was not found.", "Install Node with npm from https://nodejs.org.")),
    )
    child.on("close", (code) =>
      code === 0
        ? resolve()
        : reject(
            new Failure(
              "The dependencies could not be installed.",
              "Check the network and the disk, read npm's message above, then run the command again.",
            ),
          ),
    )
  })
}
