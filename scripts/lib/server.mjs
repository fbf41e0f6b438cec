// Starting, waiting for, killing and stopping the parts of Souk; used by the commands and by the tests.
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Failure } from "./failure.mjs"
import { withClient } from "./postgres.mjs"
import { describeEnd, runNode, start } from "./processes.mjs"
import { writeAtomically } from "./files.mjs"
import { buildDir, root, storefrontDir } from "./paths.mjs"

const medusa = join(root, "node_modules", "@medusajs", "cli", "cli.js")

/** The environment the Medusa server and its commands need, from what is known here. */
export function serverEnvironment({ databaseUrl, secrets, apiUrl, storefrontUrl }) {
  return {
    NODE_ENV: "production",
    XDG_CONFIG_HOME: withoutTelemetry(),
    DATABASE_URL: databaseUrl,
    JWT_SECRET: process.env.JWT_SECRET || secrets.jwt,
    COOKIE_SECRET: process.env.COOKIE_SECRET || secrets.cookie,
    SOUK_API_URL: apiUrl,
    SOUK_STOREFRONT_URL: storefrontUrl,
  }
}

/** Medusa's telemetry leaves a process behind on every exit, unless its own settings turn it off. */
function withoutTelemetry() {
  const config = join(buildDir, "config")
  writeAtomically(
    join(config, "medusa", "config.json"),
    JSON.stringify({ telemetry: { enabled: false } }),
  )
  return config
}

export function migrate(env) {
  return runNode([medusa, "db:migrate", "--execute-safe-links", "--execute-safe-search"], {
    what: "The migration of the database",
    name: "migration",
    cwd: root,
    env,
  })
}

/** `medusa exec` refuses flags it does not know, so the script takes `name=value`. */
export function seed(env, { offers } = {}) {
  const args = offers ? [`offers=${offers}`] : []
  return execute(env, "./backend/.medusa/server/src/scripts/seed.js", args, "The seed")
}

/** Runs one of our scripts inside Medusa: `medusa exec`. */
export function execute(env, script, args = [], what = script) {
  return runNode([medusa, "exec", script, ...args], { what, name: "script", cwd: root, env })
}

/** Starts the Medusa server and returns once it answers. */
export async function startApi({ env, port, host, waitSeconds, ...options }) {
  const args = [medusa, "start", "--port", String(port), ...(host ? ["--host", host] : [])]
  const service = start("server", process.execPath, args, { cwd: root, env, ...options })
  await waitForHealth(service, `http://localhost:${port}/health`, waitSeconds)
  return service
}

/** Starts the built storefront and returns once it answers. */
export async function startStorefront({ env, port, host = "127.0.0.1", logFile, onLine }) {
  const service = start("storefront", process.execPath, [join(storefrontDir, "server.ts")], {
    cwd: storefrontDir,
    env: { NODE_ENV: "production", ...env, HOST: host, PORT: String(port) },
    logFile,
    onLine,
  })
  await waitForHealth(service, `http://localhost:${port}/`)
  return service
}

export async function waitForHealth(service, url, seconds = 120) {
  for (const until = Date.now() + seconds * 1000; Date.now() < until;) {
    if (service.ended) throw new Failure(describeEnd(service))
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000), redirect: "manual" })
      if (response.status < 500) return
    } catch {
      // Not listening yet.
    }
    await sleep(100)
  }
  const said = service.tail()
  await service.kill()
  throw new Failure(`The ${service.name} did not answer at ${url} within ${seconds} s.\n\n${said}`)
}

/** The key the storefront presents to the store API; the first migration script makes it. */
export async function publishableKey(databaseUrl) {
  const [key] = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query(
      "select token from api_key where type = 'publishable' and revoked_at is null and deleted_at is null order by created_at limit 1",
    )
    return rows
  })
  if (!key) {
    throw new Failure(
      "The database holds no publishable key, which the storefront needs.",
      "Create one in the admin (Settings, Publishable API keys), or start over with npm start -- --reset.",
    )
  }
  return key.token
}
