import { createHash } from "node:crypto"
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs"
import { dirname, join, relative, sep } from "node:path"

/** Every file below a folder, sorted, without the folders named in `skip`. */
export function listFiles(dir, skip = []) {
  if (!existsSync(dir)) return []
  const files = []
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (skip.includes(entry.name)) continue
    const path = join(dir, entry.name)
    if (entry.isDirectory()) files.push(...listFiles(path, skip))
    else if (entry.isFile()) files.push(path)
  }
  return files.sort()
}

export function hashContent(content) {
  return createHash("sha256").update(content).digest("hex").slice(0, 24)
}

/** One hash over many files: their paths and contents. */
export function hashFiles(files, base) {
  const hash = createHash("sha256")
  for (const file of files) {
    hash.update(relative(base, file).split(sep).join("/"))
    hash.update("\0")
    hash.update(readFileSync(file))
    hash.update("\0")
  }
  return hash.digest("hex").slice(0, 24)
}

/** Writes through a temporary file, so that a reader or a killed process never sees half of it. */
export function writeAtomically(path, content) {
  mkdirSync(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  writeFileSync(temporary, content)
  renameSync(temporary, path)
}

export function readJsonIfAny(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"))
  } catch {
    return undefined
  }
}
