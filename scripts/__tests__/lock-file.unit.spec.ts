import { readFileSync } from "node:fs"
import { join } from "node:path"

type Entry = { optionalDependencies?: Record<string, string> }

const lock = JSON.parse(readFileSync(join(__dirname, "..", "..", "package-lock.json"), "utf8")) as {
  packages: Record<string, Entry>
}

/** Whether a package finds another one, in its own folder or in one above it. */
function finds(from: string, name: string): boolean {
  if (lock.packages[`${from ? `${from}/` : ""}node_modules/${name}`]) return true
  if (!from) return false
  return finds(from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name)
}

// npm leaves out what other platforms need when it writes the lock file beside an existing
// node_modules, and `npm ci` then refuses the file.
test("the lock file names the packages of every platform", () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !finds(path, name)),
  )
  expect(missing).toEqual([])
})
