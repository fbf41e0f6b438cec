// npm run build [-- --server | --admin | --storefront]: everything, or the parts named.
import { bundleAdmin, bundleStorefront } from "../lib/bundle.mjs"
import { compileServer } from "../lib/compile.mjs"
import { readOptions } from "../lib/options.mjs"
import { stopOnSignals } from "../lib/shutdown.mjs"
import { step } from "../lib/steps.mjs"

export async function main(args) {
  stopOnSignals({ exitCode: 1 })
  const asked = readOptions(args, {
    server: { type: "boolean" },
    admin: { type: "boolean" },
    storefront: { type: "boolean" },
  })
  const everything = Object.keys(asked).length === 0
  if (everything || asked.server) await compilePlugins()
  if (everything || asked.admin) await buildAdmin()
  if (everything || asked.storefront) await buildStorefront()
}

export function compilePlugins() {
  return step("Compile the plugins", compileServer, ({ compiled, removed, total }) =>
    [`${compiled} of ${total} files`, ...(removed > 0 ? [`${removed} removed`] : [])].join(", "),
  )
}

export function buildAdmin() {
  return step("Bundle the admin", bundleAdmin, (result) => result)
}

export function buildStorefront() {
  return step("Build the storefront", bundleStorefront, (result) => result)
}
