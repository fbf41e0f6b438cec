// npm run build [-- --server | --admin | --storefront]
import { bundleAdmin, bundleStorefront } from "./lib/bundle.mjs"
import { compileServer } from "./lib/compile.mjs"
import { run } from "./lib/failure.mjs"
import { step } from "./lib/steps.mjs"

const asked = process.argv.slice(2)
const wants = (part) => asked.length === 0 || asked.includes(`--${part}`)

export async function build() {
  if (wants("server")) {
    await step("Compile the plugins", async () => {
      const { compiled, removed, total } = await compileServer()
      return `${compiled} of ${total} files${removed > 0 ? `, ${removed} removed` : ""}`
    })
  }
  if (wants("admin")) await step("Bundle the admin", bundleAdmin)
  if (wants("storefront")) await step("Build the storefront", bundleStorefront)
}

await run(build)
