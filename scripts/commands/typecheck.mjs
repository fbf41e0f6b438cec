// npm run typecheck: every package; the server and the admin as one program.
import { existsSync } from "node:fs"
import { join } from "node:path"
import { root, storefrontDir } from "../lib/paths.mjs"
import { runNode } from "../lib/processes.mjs"
import { stopOnSignals } from "../lib/shutdown.mjs"
import { step } from "../lib/steps.mjs"

export async function main() {
  stopOnSignals({ exitCode: 1 })
  await step("Types of the server and the admin", typecheckServer)
  await step("Types of the storefront", typecheckStorefront)
}

export async function typecheckServer() {
  await runNode([join(root, "node_modules", "typescript", "bin", "tsc"), "--project", root], {
    what: "The type check",
  })
}

export async function typecheckStorefront() {
  if (!existsSync(join(storefrontDir, "tsconfig.json"))) return
  await runNode([join(root, "node_modules", "astro", "bin", "astro.mjs"), "check"], {
    what: "The type check of the storefront",
    cwd: storefrontDir,
    env: { ASTRO_TELEMETRY_DISABLED: "1" },
  })
}
