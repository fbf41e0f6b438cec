// npm run typecheck
import { existsSync } from "node:fs"
import { join } from "node:path"
import { run } from "./lib/failure.mjs"
import { root, storefrontDir } from "./lib/paths.mjs"
import { runNode } from "./lib/processes.mjs"
import { step } from "./lib/steps.mjs"

export async function typecheck() {
  await step("Types of the server and the admin", async () => {
    await runNode([join(root, "node_modules", "typescript", "bin", "tsc"), "--project", root])
  })
  if (!existsSync(join(storefrontDir, "tsconfig.json"))) return
  await step("Types of the storefront", async () => {
    await runNode([join(root, "node_modules", "astro", "bin", "astro.mjs"), "check"], {
      cwd: storefrontDir,
      env: { ASTRO_TELEMETRY_DISABLED: "1" },
    })
  })
}

await run(typecheck)
