// npm run docs:data-model: writes docs/data-model.md from the models.
import { join } from "node:path"
import { compileServer } from "../lib/compile.mjs"
import { root } from "../lib/paths.mjs"
import { runNode } from "../lib/processes.mjs"
import { stopOnSignals } from "../lib/shutdown.mjs"
import { step } from "../lib/steps.mjs"

export async function main() {
  stopOnSignals({ exitCode: 1 })
  await step("Compile the plugins", compileServer)
  await step("Write docs/data-model.md", () =>
    runNode(["-r", "ts-node/register", join(root, "scripts", "lib", "data-model.ts")], {
      what: "The data model",
      cwd: root,
    }),
  )
}
