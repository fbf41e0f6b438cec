import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { hashContent, hashFiles, listFiles, readJsonIfAny, writeAtomically } from "./files.mjs"
import { buildDir, root, serverPackages, storefrontDir } from "./paths.mjs"
import { runNode } from "./processes.mjs"

/** Folders of a plugin that its admin never imports. */
const serverOnly = /[\\/]src[\\/](api|modules|workflows|subscribers|jobs|links|scripts|search)[\\/]/

/**
 * The admin as one bundle in `public/admin`, where `medusa start` serves it from. Skipped when
 * neither a plugin's admin source, nor what it may import, nor a dependency changed.
 */
export async function bundleAdmin() {
  const sources = serverPackages().flatMap(({ dir }) =>
    listFiles(join(dir, "src"), ["__tests__"]).filter((file) => !serverOnly.test(file)),
  )
  const hash = hashContent(
    [
      hashFiles(sources, root),
      hashFiles([join(root, "medusa-config.ts"), join(root, "scripts/lib/bundle-admin.cjs")], root),
      dependencies(),
    ].join(),
  )
  return skipUnlessChanged("admin", hash, join(root, "public", "admin", "index.html"), () =>
    runNode(["-r", "ts-node/register", join(root, "scripts", "lib", "bundle-admin.cjs")], {
      what: "The admin bundle",
      cwd: root,
      env: {
        NODE_ENV: "production",
        // The configuration is read for its plugins and admin options alone: nothing connects.
        DATABASE_URL: process.env.DATABASE_URL ?? "postgres://localhost/unused",
        JWT_SECRET: process.env.JWT_SECRET ?? "unused-while-bundling-the-admin-0000",
        COOKIE_SECRET: process.env.COOKIE_SECRET ?? "unused-while-bundling-the-admin-0000",
      },
    }),
  )
}

/** The storefront, when it has an Astro configuration. */
export async function bundleStorefront() {
  const hasAstro = ["mjs", "ts", "js"].some((ext) =>
    existsSync(join(storefrontDir, `astro.config.${ext}`)),
  )
  if (!hasAstro) return "no storefront here"
  const skip = ["node_modules", "dist", ".astro", "e2e", "test-results", "playwright-report"]
  const hash = hashContent(
    [hashFiles(listFiles(storefrontDir, skip), storefrontDir), dependencies()].join(),
  )
  const entry = join(storefrontDir, "dist", "server", "entry.mjs")
  return skipUnlessChanged("storefront", hash, entry, () =>
    runNode([join(root, "node_modules", "astro", "bin", "astro.mjs"), "build"], {
      what: "The build of the storefront",
      cwd: storefrontDir,
      env: { NODE_ENV: "production", ASTRO_TELEMETRY_DISABLED: "1" },
    }),
  )
}

async function skipUnlessChanged(name, hash, output, build) {
  const statePath = join(buildDir, `${name}.json`)
  if (readJsonIfAny(statePath)?.hash === hash && existsSync(output)) return "unchanged"
  await build()
  writeAtomically(statePath, JSON.stringify({ hash }))
  return undefined
}

function dependencies() {
  return hashContent(readFileSync(join(root, "package-lock.json")))
}
