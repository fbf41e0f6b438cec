// npm start: the whole marketplace from one command. See `usage` for its flags.
import { rmSync } from "node:fs"
import { join } from "node:path"
import { startSimulators } from "../../plugins/payments-tn/simulators/server.mjs"
import { printCard } from "../lib/card.mjs"
import { Failure } from "../lib/failure.mjs"
import { memoryOf, secretsOf } from "../lib/home.mjs"
import { readOptions, wholeNumber } from "../lib/options.mjs"
import { openHome, prepareDatabase } from "../lib/local.mjs"
import { root } from "../lib/paths.mjs"
import { requireFree } from "../lib/ports.mjs"
import { describeEnd, runningProcesses } from "../lib/processes.mjs"
import { publishableKey, serverEnvironment, startApi, startStorefront } from "../lib/server.mjs"
import { stopOnSignals } from "../lib/shutdown.mjs"
import { sinceStart, step } from "../lib/steps.mjs"
import { buildAdmin, buildStorefront, compilePlugins } from "./build.mjs"

export async function main(args) {
  const options = readStartOptions(args)
  stopOnSignals()
  const home = await openHome("npm start")
  if (options.reset) await step("Remove the local data", () => wipe(home))
  await requireFree(options.port, { what: "API", flag: "--port" })
  await requireFree(options.storefrontPort, { what: "storefront", flag: "--storefront-port" })

  const memory = memoryOf(home)
  const secrets = secretsOf(home)
  const apiUrl = process.env.SOUK_API_URL || `http://localhost:${options.port}`
  const storefrontUrl =
    process.env.SOUK_STOREFRONT_URL || `http://localhost:${options.storefrontPort}`
  const logs = join(home, "logs")

  await compilePlugins()
  const environmentFor = (databaseUrl) =>
    serverEnvironment({ databaseUrl, secrets, apiUrl, storefrontUrl })
  const [databaseUrl] = await Promise.all([
    prepareDatabase({
      home,
      memory,
      secrets,
      environmentFor,
      logs,
      seed: { ...options, again: options.offers !== undefined },
    }),
    buildPages(),
  ])

  const gateways = options.demoPayments
    ? await startSimulators(`http://localhost:${options.port}`)
    : undefined
  const env = { ...environmentFor(databaseUrl), ...gateways?.env }
  const key = await publishableKey(databaseUrl)
  await step("Start the server and the storefront", () =>
    Promise.all([
      startApi({
        env,
        port: options.port,
        host: options.host,
        logFile: join(logs, "server.log"),
        onLine: showErrors("server"),
      }),
      startStorefront({
        env: {
          SOUK_API_URL: `http://localhost:${options.port}`,
          SOUK_PUBLISHABLE_KEY: key,
          SOUK_SESSION_SECRET: process.env.SOUK_SESSION_SECRET || secrets.session,
          SOUK_STOREFRONT_URL: storefrontUrl,
        },
        port: options.storefrontPort,
        host: options.host,
        logFile: join(logs, "storefront.log"),
        onLine: showErrors("storefront"),
      }),
    ]),
  )
  printCard({ apiUrl, storefrontUrl, home, logs, seeded: options.seed, seconds: sinceStart() })
  if (gateways) {
    console.log("Online payments are simulated (--demo-payments): no money is taken.\n")
  }
  const services = runningProcesses()
  await Promise.race(services.map((service) => service.exited))
  throw new Failure(describeEnd(services.find((service) => service.ended)))
}

function readStartOptions(args) {
  const given = readOptions(args, {
    reset: { type: "boolean" },
    "no-seed": { type: "boolean" },
    port: { type: "string" },
    "storefront-port": { type: "string" },
    offers: { type: "string" },
    host: { type: "string" },
    "demo-payments": { type: "boolean" },
  })
  const port = { min: 1, max: 65_535 }
  const read = {
    reset: given.reset ?? false,
    seed: !given["no-seed"],
    demoPayments: given["demo-payments"] ?? false,
    port: wholeNumber("port", given.port, { ...port, fallback: 9000 }),
    storefrontPort: wholeNumber("storefront-port", given["storefront-port"], {
      ...port,
      fallback: 4321,
    }),
    offers: wholeNumber("offers", given.offers, { min: 1, max: 10_000_000 }),
    host: given.host ?? process.env.HOST ?? "127.0.0.1",
  }
  if (read.reset && process.env.DATABASE_URL) {
    throw new Failure(
      "--reset removes the local database only, and DATABASE_URL names one of yours.",
      "Empty that one yourself, or unset DATABASE_URL.",
    )
  }
  return read
}

/** The data, its secrets and the uploaded files; what the build remembers stays. */
function wipe(home) {
  const data = ["postgres", "postgres.part", "memory.json", "secrets.json", "logs"]
  for (const path of [...data.map((name) => join(home, name)), join(root, "static")]) {
    rmSync(path, { recursive: true, force: true })
  }
}

/** One after the other: two bundlers at once would starve the migration on a small machine. */
async function buildPages() {
  await buildAdmin()
  await buildStorefront()
}

/** Repeats on the screen what a log says went wrong; the rest stays in its file. */
function showErrors(name) {
  return (line) => {
    const isError = /"level":"error"|^\s*error:|^\[ERROR\]|^\w*Error:/i.test(line)
    if (isError) console.error(`${name}: ${line.slice(0, 500)}`)
  }
}
