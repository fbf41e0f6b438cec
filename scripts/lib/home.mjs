import { createHash, randomBytes } from "node:crypto"
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { dirname, join } from "node:path"
import { Failure } from "./failure.mjs"
import { readJsonIfAny, writeAtomically } from "./files.mjs"
import { root } from "./paths.mjs"

/**
 * The folder that holds the local database, its secrets and its logs: `SOUK_HOME`, else `.souk`.
 * PostgreSQL refuses to run as root and drops to another user; when that user cannot reach `.souk`
 * (a project below /root, for instance), the data goes to /var/lib instead.
 */
export function chooseHome(databaseUser) {
  const asked = process.env.SOUK_HOME
  const home = asked ?? join(root, ".souk")
  if (!databaseUser || canReach(databaseUser, root, home)) return { home }
  if (asked) {
    throw new Failure(
      `The folder SOUK_HOME=${asked} cannot be reached by the user "${databaseUser.name}", who runs the database.`,
      `Allow it to pass through the folders above (chmod o+x), or choose another SOUK_HOME.`,
    )
  }
  const name = createHash("sha256").update(root).digest("hex").slice(0, 8)
  const fallback = `/var/lib/souk-${name}`
  return {
    home: fallback,
    notice: `The database cannot live in ${home}: the user "${databaseUser.name}" may not pass through the folders above it. It lives in ${fallback} (choose another place with SOUK_HOME).`,
  }
}

/** Creates the folder and proves that it can be written and has room. */
export function prepareHome(home, neededBytes) {
  for (const dir of [root, home]) {
    try {
      mkdirSync(dir, { recursive: true })
      accessSync(dir, constants.W_OK)
      const probe = join(dir, `.souk-write-${process.pid}`)
      writeFileSync(probe, "")
      rmSync(probe)
    } catch (error) {
      if (!["EACCES", "EROFS", "EPERM"].includes(error.code)) throw error
      throw new Failure(
        `The folder ${dir} cannot be written (${error.code === "EROFS" ? "read-only disk" : "no permission"}).`,
        dir === root
          ? "Copy the project to a folder of yours and start it there."
          : "Choose a folder of yours with SOUK_HOME.",
      )
    }
  }
  requireSpace(home, neededBytes)
}

function requireSpace(dir, neededBytes) {
  const { bavail, bsize } = statfsSync(dir)
  const free = bavail * bsize
  if (free >= neededBytes) return
  const gigabytes = (bytes) => `${(bytes / 1e9).toFixed(1)} GB`
  throw new Failure(
    `Only ${gigabytes(free)} are free on the disk of ${dir} and Souk needs ${gigabytes(neededBytes)}.`,
    "Free some space, or choose another disk with SOUK_HOME.",
  )
}

/** Whether a user may pass through every folder above a path. */
export function canReach({ uid, gid }, ...paths) {
  return paths.every((path) => {
    for (let dir = existsSync(path) ? path : dirname(path); ; dir = dirname(dir)) {
      if (existsSync(dir)) {
        const stat = statSync(dir)
        const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
        if ((stat.mode & bit) === 0) return false
      }
      if (dir === dirname(dir)) return true
    }
  })
}

/** Secrets made once for this installation; the environment's own come first. */
export function secretsOf(home) {
  const path = join(home, "secrets.json")
  const known = readJsonIfAny(path) ?? {}
  const names = ["jwt", "cookie", "session", "database"]
  const missing = names.filter((name) => !known[name])
  if (missing.length === 0) return known
  const secrets = { ...known }
  for (const name of missing) secrets[name] = randomBytes(32).toString("hex")
  writeAtomically(path, JSON.stringify(secrets, null, 2))
  chmodSync(path, 0o600)
  return secrets
}

/** Small facts kept from one start to the next, such as the database's port. */
export function memoryOf(home) {
  const path = join(home, "memory.json")
  const facts = readJsonIfAny(path) ?? {}
  return {
    get: (name) => facts[name],
    set(name, value) {
      facts[name] = value
      writeAtomically(path, JSON.stringify(facts, null, 2))
    },
  }
}
