import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join, relative, sep } from "node:path"
import { fileURLToPath } from "node:url"

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..")

/** What the build remembers between two runs; safe to delete. */
export const buildDir = join(root, ".souk", "build")

/** Every workspace package: `{ dir, name, manifest }`. */
export function workspaces() {
  const { workspaces: patterns } = readJson(join(root, "package.json"))
  return patterns
    .flatMap((pattern) => {
      if (!pattern.endsWith("/*")) return [join(root, pattern)]
      const parent = join(root, pattern.slice(0, -2))
      return readdirSync(parent).map((name) => join(parent, name))
    })
    .filter((dir) => existsSync(join(dir, "package.json")))
    .map((dir) => {
      const manifest = readJson(join(dir, "package.json"))
      return { dir, name: manifest.name, manifest }
    })
}

/** The packages that are compiled for the server, whether Medusa plugins or not. */
export function serverPackages() {
  return workspaces().filter(({ dir }) => existsSync(join(dir, "src")) && !isStorefront(dir))
}

export function isMedusaPlugin({ manifest }) {
  return manifest.keywords?.includes("medusa-v2") ?? false
}

export const storefrontDir = join(root, "storefront")

function isStorefront(dir) {
  return dir === storefrontDir
}

export function readJson(path) {
  return JSON.parse(readFileSync(path, "utf8"))
}

/** Path relative to the repository, with forward slashes on every platform. */
export function display(path) {
  return relative(root, path).split(sep).join("/")
}
