// Brings the database up to date and leaves the publishable key where the storefront reads it.
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { run } from "../../scripts/lib/failure.mjs"
import { migrate, publishableKey } from "../../scripts/lib/server.mjs"
import { step } from "../../scripts/lib/steps.mjs"

await run(async () => {
  const keyFile = process.argv[2]
  await step("Migrate the database", () => migrate({}))
  mkdirSync(dirname(keyFile), { recursive: true })
  writeFileSync(keyFile, await publishableKey(process.env.DATABASE_URL))
})
