// npm run import -- vehicles|fitments|aces FILE [--verified] [--mapping FILE] [--brand NAME] [--errors FILE]:
// reads a file of vehicles or fitments into this installation, running or not.
import { existsSync } from "node:fs"
import { join, resolve } from "node:path"
import { Failure } from "../lib/failure.mjs"
import { memoryOf, secretsOf } from "../lib/home.mjs"
import { findHome, openHome, prepareDatabase, runningDatabaseUrl } from "../lib/local.mjs"
import { readOptions } from "../lib/options.mjs"
import { execute, serverEnvironment } from "../lib/server.mjs"
import { stopOnSignals } from "../lib/shutdown.mjs"
import { compilePlugins } from "./build.mjs"

const KINDS = ["vehicles", "fitments", "aces"]
const script = "./backend/.medusa/server/src/scripts/import.js"

export async function main(args) {
  const words = readArguments(args)
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
  const databaseUrl = running ?? (await openOwn(home, secrets, environmentFor))
  const said = await execute(environmentFor(databaseUrl), script, words, "The import")
  // Between the server's own lines, those of the script.
  for (const line of said.split("\n")) if (line.startsWith("✓ ")) console.log(line)
}

async function openOwn(home, secrets, environmentFor) {
  await openHome("npm run import")
  const options = { memory: memoryOf(home), logs: join(home, "logs"), seed: { seed: false } }
  return await prepareDatabase({ home, secrets, environmentFor, ...options })
}

/** `medusa exec` keeps flags to itself: the script takes `name=value`. */
function readArguments(args) {
  const { values, positionals } = readOptions(
    args,
    {
      verified: { type: "boolean" },
      mapping: { type: "string" },
      brand: { type: "string" },
      errors: { type: "string" },
    },
    { positionals: true },
  )
  const [kind, file] = positionals
  if (!KINDS.includes(kind) || !file || positionals.length > 2) {
    throw new Failure(
      "Say what to read and from where.",
      "For example: npm run import -- vehicles my-vehicles.csv (or fitments, or aces).",
    )
  }
  for (const path of [file, values.mapping].filter(Boolean)) {
    if (!existsSync(path)) throw new Failure(`There is no file ${path}.`)
  }
  return Object.entries({
    kind,
    file: resolve(file),
    mapping: values.mapping && resolve(values.mapping),
    brand: values.brand,
    status: values.verified ? "verified" : undefined,
    errors: resolve(values.errors ?? `${file}.errors.csv`),
  }).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]))
}
