// What the tests run against: a PostgreSQL, databases and servers of their own, in a folder that is
// removed afterwards. Each part is made when the first suite asks for it.
import { randomBytes } from "node:crypto"
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startSimulators } from "../../plugins/payments-tn/simulators/server.mjs"
import { serveControl } from "./control.mjs"
import { identify } from "./identity.mjs"
import { root } from "./paths.mjs"
import { freePort } from "./ports.mjs"
import { createDatabase, startPostgres, stopLeftoverPostgres, withClient } from "./postgres.mjs"
import {
  migrate,
  publishableKey,
  seed,
  serverEnvironment,
  startApi,
  startStorefront,
} from "./server.mjs"
import { atTheEnd } from "./shutdown.mjs"
import { step } from "./steps.mjs"

const secret = () => randomBytes(32).toString("hex")
const password = secret()
const secrets = { jwt: secret(), cookie: secret(), session: secret() }

/** Enough offers for every story and few enough to be quick. */
const seededOffers = 300

const once = (make) => {
  let made
  return () => (made ??= make())
}

export const stageDir = once(() => {
  const dir = mkdtempSync(join(tmpdir(), `souk-test-${process.pid}-`))
  // Started as root, the database runs as another user, who must be able to pass.
  chmodSync(dir, 0o755)
  atTheEnd(() => rmSync(dir, { recursive: true, force: true }))
  return dir
})

/** Removes what killed test runs left: their folder, and the database still running on it. */
async function sweep() {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = name.match(/^souk-test-(\d+)-/) ?? []
    if (!pid || identify(Number(pid))) continue
    const dir = join(tmpdir(), name)
    await stopLeftoverPostgres(dir)
    rmSync(dir, { recursive: true, force: true })
  }
}

export const stagePostgres = once(async () => {
  await sweep()
  return step("Start PostgreSQL", () =>
    startPostgres({ dir: stageDir(), password, durable: false }),
  )
})

/** The variables Medusa's module test runner reads. */
export async function moduleEnvironment() {
  const { port } = await stagePostgres()
  return {
    DB_HOST: "localhost",
    DB_PORT: String(port),
    DB_USERNAME: "postgres",
    DB_PASSWORD: password,
    DATABASE_URL: "",
  }
}

/** A migrated and seeded database that every suite gets a copy of. */
const template = once(async () => {
  const postgres = await stagePostgres()
  const url = postgres.url("template")
  await createDatabase(postgres.url("postgres"), "template")
  const env = environment(url, await freePort(), await freePort())
  await step("Migrate the database", () => migrate(env))
  await step("Seed the shop", () => seed(env, { offers: seededOffers }))
  await withClient(url, (client) => client.query("analyze"))
  const photos = await seededPhotos(url)
  atTheEnd(() => photos.forEach((path) => rmSync(path, { force: true })))
  return "template"
})

/** The files that the seed put beside those of every other server of this folder. */
async function seededPhotos(url) {
  const { rows } = await withClient(url, (client) =>
    client.query("select value from store, jsonb_each_text(metadata -> 'souk_seed_photos')"),
  )
  return rows.map(({ value }) => join(root, new URL(value).pathname))
}

async function copyDatabase(name) {
  const postgres = await stagePostgres()
  const from = await template()
  await withClient(postgres.url("postgres"), (client) =>
    client.query(`create database "${name}" template "${from}"`),
  )
  return postgres.url(name)
}

function environment(databaseUrl, apiPort, storefrontPort) {
  return serverEnvironment({
    databaseUrl,
    secrets: { ...secrets },
    apiUrl: `http://localhost:${apiPort}`,
    storefrontUrl: `http://localhost:${storefrontPort}`,
  })
}

/**
 * A server on its own database, with what a suite needs to speak to it, and to kill and restart it
 * through `scripts/lib/test-server.ts`. `close()` stops it.
 */
export async function stageServer(
  name,
  { withStorefront = false, withMails = false, env: given = {} } = {},
) {
  const databaseUrl = await copyDatabase(name)
  const [apiPort, storefrontPort] = [await freePort(), await freePort()]
  const gateways = await startSimulators(`http://localhost:${apiPort}`)
  const smtpPort = withMails && (await freePort())
  const env = {
    ...environment(databaseUrl, apiPort, storefrontPort),
    ...gateways.env,
    // Simulated gateways that never answer are given up on soon.
    SOUK_GATEWAY_TIMEOUT_SECONDS: "1",
    ...(smtpPort && {
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      SMTP_FROM: "Souk <bonjour@souk.example>",
    }),
    ...given,
  }
  const home = join(stageDir(), name)
  mkdirSync(home, { recursive: true })
  const logFile = join(home, "server.log")
  const launch = () => startApi({ env, port: apiPort, host: "127.0.0.1", logFile })
  const control = await serveControl({ launch, env })
  const key = await publishableKey(databaseUrl)
  const storefront =
    withStorefront &&
    (await startStorefront({
      env: {
        SOUK_API_URL: env.SOUK_API_URL,
        SOUK_STOREFRONT_URL: env.SOUK_STOREFRONT_URL,
        SOUK_PUBLISHABLE_KEY: key,
        SOUK_SESSION_SECRET: secrets.session,
      },
      port: storefrontPort,
      logFile: join(home, "storefront.log"),
    }))
  return {
    variables: {
      SOUK_TEST_API_URL: env.SOUK_API_URL,
      SOUK_TEST_DATABASE_URL: databaseUrl,
      SOUK_TEST_PUBLISHABLE_KEY: key,
      SOUK_TEST_HOME: home,
      SOUK_TEST_CONTROL_URL: control.url,
      SOUK_TEST_SERVER_LOG: logFile,
      SOUK_TEST_JWT_SECRET: env.JWT_SECRET,
      SOUK_TEST_GATEWAYS: JSON.stringify(gateways.env),
      SOUK_TEST_SMTP_PORT: String(smtpPort || 0),
      ...(storefront ? { SOUK_E2E_URL: env.SOUK_STOREFRONT_URL } : {}),
    },
    async close() {
      if (storefront) await storefront.stop()
      await control.close()
      await gateways.close()
    },
  }
}
