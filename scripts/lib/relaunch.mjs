import { spawn } from "node:child_process"
import { realpathSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { Failure, run } from "./failure.mjs"
import { installMissing } from "./install.mjs"
import { root } from "./paths.mjs"

/**
 * Installs what is missing, then runs the module on the Node the project carries. Signals reach it
 * through this process, and it stops by itself when this process dies.
 */
export function relaunch(module, chooseNode) {
  return run(async () => {
    await installMissing()
    const node = chooseNode(root, process.execPath, process.versions.node)
    if (!node) {
      throw new Failure(
        `Souk runs on Node 22.12 or later; this is Node ${process.versions.node} and no Node came with the dependencies for ${process.platform}-${process.arch}.`,
        "Install Node 22 from https://nodejs.org, or allow optional dependencies (npm ci --include=optional).",
      )
    }
    if (realpathSync(node) === realpathSync(process.execPath)) {
      whenNpmDies(() => process.kill(process.pid, "SIGTERM"))
      const { main } = await import(module)
      return main(process.argv.slice(2))
    }
    await runOn(node, module)
  })
}

function runOn(node, module) {
  const launcher = fileURLToPath(new URL("./launch.mjs", import.meta.url))
  return new Promise((resolve, reject) => {
    const child = spawn(node, [launcher, module, ...process.argv.slice(2)], {
      stdio: ["inherit", "inherit", "inherit", "ipc"],
    })
    // A terminal sends Ctrl-C to both processes; this one only has to outlive the other.
    process.on("SIGINT", () => {})
    for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
    whenNpmDies(() => child.kill("SIGTERM"))
    child.on("error", reject)
    child.on("exit", (code, signal) => {
      process.exitCode = signal ? 1 : (code ?? 1)
      resolve()
    })
  })
}

/** npm stops its shell and not what the shell runs; the sign is that this process changes parents. */
function whenNpmDies(callback) {
  if (!process.env.npm_lifecycle_event || process.platform === "win32") return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    callback()
  }, 500)
  timer.unref()
}
