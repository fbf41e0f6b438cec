import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"

/**
 * What tells a process from a later one with the same number: the moment it started.
 * Undefined when there is no such process.
 */
export function identify(pid) {
  if (!isAlive(pid)) return undefined
  if (process.platform === "linux") {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
      // The name stands in brackets and may hold spaces: count from its end. Z is a dead process.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
      return fields[0] === "Z" ? undefined : `start:${fields[19]}`
    } catch {
      return undefined
    }
  }
  if (process.platform === "win32") return "alive"
  const { stdout } = spawnSync("ps", ["-p", String(pid), "-o", "lstart="], { encoding: "utf8" })
  return stdout?.trim() ? `start:${stdout.trim()}` : "alive"
}

export function isSameProcess({ pid, identity }) {
  const now = pid && identify(pid)
  return now !== undefined && (identity === undefined || now === identity)
}

/** The command line of a process, where the system tells it. */
export function commandOf(pid) {
  if (process.platform === "linux") {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim()
    } catch {
      return ""
    }
  }
  if (process.platform === "win32") return ""
  return (
    spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout?.trim() ??
    ""
  )
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === "EPERM"
  }
}
