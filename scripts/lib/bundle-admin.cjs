// Runs Medusa's own admin build on this project, into `public/admin` beside the configuration.
const { logger } = require("@medusajs/framework/logger")
const { Compiler } = require("@medusajs/framework/build-tools")

async function main() {
  const bundler = await import("@medusajs/admin-bundler")
  const compiler = new Compiler(process.cwd(), logger)
  const done = await compiler.buildAppFrontend(
    false,
    { options: { outDir: process.cwd() } },
    bundler,
  )
  process.exit(done ? 0 : 1)
}

main()
