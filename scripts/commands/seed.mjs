// npm run seed [-- --offers N]: fills the database of this installation, running or not.
import { join } from "node:path"
import { memoryOf, secretsOf } from "../lib/home.mjs"
import {
  findHome,
  openHome,
  prepareDatabase,
  runningDatabaseUrl,
  seedDatabase,
} from "../lib/local.mjs"
import { readOptions, wholeNumber } from "../lib/options.mjs"
import { serverEnvironment } from "../lib/server.mjs"
import { setupOf } from "../lib/setup.mjs"
import { stopOnSignals } from "../lib/shutdown.mjs"
import { step } from "../lib/steps.mjs"
import { compilePlugins } from "./build.mjs"

export async function main(args) {
  const given = readOptions(args, { offers: { type: "string" } })
  const offers = wholeNumber("offers", given.offers, { min: 1, max: 10_000_000 })
  stopOnSignals({ exitCode: 1 })
  const { home } = findHome()
  const secrets = secretsOf(home)
  const environmentFor = (databaseUrl) =>
    serverEnvironment({
      databaseUrl,
      secrets,
      apiUrl: process.env.SOUK_API_URL || "http://localhost:9000",
      storefrontUrl: process.env.SOUK_STOREFRONT_URL || "http://localhost:4321",
    })
  await compilePlugins()

  const running = runningDatabaseUrl(home, secrets)
  if (running) {
    const setup = await setupOf(running)
    await step("Seed the shop", () =>
      seedDatabase({ env: environmentFor(running), databaseUrl: running, setup, offers }),
    )
    return
  }
  await openHome("npm run seed")
  const memory = memoryOf(home)
  const seed = { seed: true, again: true, offers }
  await prepareDatabase({ home, memory, secrets, environmentFor, logs: join(home, "logs"), seed })
}
