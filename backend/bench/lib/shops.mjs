// What the benches measure: Souk and plain Medusa, side by side on one PostgreSQL, with the same
// products. Each has its own database and its own server; only one of the two is loaded at a time.
import { randomBytes } from "node:crypto"
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { bundleStorefront } from "../../../scripts/lib/bundle.mjs"
import { compileServer } from "../../../scripts/lib/compile.mjs"
import { root } from "../../../scripts/lib/paths.mjs"
import { freePort } from "../../../scripts/lib/ports.mjs"
import { createDatabase, startPostgres, withClient } from "../../../scripts/lib/postgres.mjs"
import { runNode, start } from "../../../scripts/lib/processes.mjs"
import {
  execute,
  migrate,
  publishableKey,
  seed,
  serverEnvironment,
  startApi,
  startStorefront,
  waitForHealth,
} from "../../../scripts/lib/server.mjs"
import { atTheEnd } from "../../../scripts/lib/shutdown.mjs"
import { step } from "../../../scripts/lib/steps.mjs"

const medusa = join(root, "node_modules", "@medusajs", "cli", "cli.js")
const plainDir = join(root, "backend", "bench", "stock")
const bulkLoader = join(root, "backend", "bench", "lib", "bulk-catalogue.ts")
const splitTimer = join(root, "backend", "bench", "lib", "time-split.cjs")
/** Enough for every vendor, category and setting to be there. */
const SEEDED_OFFERS = 300
const secret = () => randomBytes(32).toString("hex")

/** Both shops, running. `offers` scales the catalogue of both. */
export async function openShops({ offers } = {}) {
  const { dir, logFile, postgres } = await openStage()
  const souk = await openSouk(postgres, dir, offers)
  const plain = await openPlain(postgres, dir, souk)
  for (const shop of [souk, plain]) {
    await withClient(shop.databaseUrl, (client) => client.query("vacuum analyze"))
    shop.countStatements = (work) => countStatements(postgres, logFile, shop.database, work)
  }
  return { souk, plain }
}

/**
 * The same shop at several sizes, and plain Medusa with the products of one of them. Nothing runs
 * yet: each is opened by itself, so that what is measured has the machine for itself.
 */
export async function openSizes({ sizes, plainSize }) {
  const { dir, logFile, postgres } = await openStage()
  const base = await newDatabase(postgres, "base")
  const env = (databaseUrl, port = 9000) =>
    serverEnvironment({
      databaseUrl,
      secrets: { jwt: secret(), cookie: secret() },
      apiUrl: `http://localhost:${port}`,
      storefrontUrl: "http://localhost:4321",
    })
  await step("Migrate Souk", () => migrate(env(base)))
  await step("Seed Souk", () => seed(env(base), { offers: SEEDED_OFFERS }))

  const souks = []
  for (const { parts, offers, fitments } of sizes) {
    const database = `souk_${offers}`
    await withClient(postgres.url("postgres"), (client) =>
      client.query(`create database "${database}" template "base"`),
    )
    const databaseUrl = postgres.url(database)
    await step(`Load ${offers} offers`, () =>
      runNode(
        [
          "--max-old-space-size=6000",
          "-r",
          "ts-node/register",
          bulkLoader,
          dir,
          parts,
          offers,
          fitments,
        ].map(String),
        { what: "The bulk load", cwd: root, env: { DATABASE_URL: databaseUrl } },
      ),
    )
    const from = performance.now()
    await step(`Index ${offers} offers`, () =>
      execute(env(databaseUrl), "./backend/.medusa/server/src/scripts/reindex.js"),
    )
    const indexSeconds = (performance.now() - from) / 1000
    await withClient(databaseUrl, (client) => client.query("vacuum analyze"))
    const [{ bytes }] = await query(
      databaseUrl,
      `select sum(pg_total_relation_size(oid))::float8 as bytes from pg_class
        where relkind = 'r' and relname like 'souk\\_search\\_%'`,
    )
    souks.push({
      name: `Souk, ${offers} offers`,
      offers,
      indexSeconds,
      indexMegabytes: bytes / 2 ** 20,
      database,
      databaseUrl,
      async open() {
        const port = await freePort()
        const logFile = join(dir, `${database}.log`)
        // The jobs of a shop this large belong to a worker beside it (docs/operations.md).
        const service = await startApi({
          env: { ...env(databaseUrl, port), MEDUSA_WORKER_MODE: "server" },
          port,
          host: "127.0.0.1",
          logFile,
        })
        return { ...this, ...(await doors(databaseUrl, port)), service }
      },
    })
  }
  const plain = await openPlain(
    postgres,
    dir,
    souks.find((souk) => souk.offers === plainSize),
  )
  await withClient(plain.databaseUrl, (client) => client.query("vacuum analyze"))
  return {
    souks,
    plain,
    postgres,
    countStatements: (shop, work) => countStatements(postgres, logFile, shop.database, work),
  }
}

/** Souk with its storefront, running. */
export async function openStorefront({ offers } = {}) {
  const { dir, postgres } = await openStage()
  await step("Build the storefront", bundleStorefront, (result) => result)
  const souk = await openSouk(postgres, dir, offers)
  await withClient(souk.databaseUrl, (client) => client.query("vacuum analyze"))
  const port = await freePort()
  await step("Start the storefront", () =>
    startStorefront({
      env: {
        SOUK_API_URL: souk.url,
        SOUK_PUBLISHABLE_KEY: souk.key,
        SOUK_SESSION_SECRET: secret(),
      },
      port,
      logFile: join(dir, "storefront.log"),
    }),
  )
  return { souk, storefront: { name: "Storefront", url: `http://127.0.0.1:${port}` } }
}

async function openStage() {
  const dir = mkdtempSync(join(tmpdir(), "souk-bench-"))
  // Started as root, the database runs as another user, who must be able to pass.
  chmodSync(dir, 0o755)
  atTheEnd(() => rmSync(dir, { recursive: true, force: true }))
  const logFile = join(dir, "database.log")
  await step("Compile the plugins", compileServer)
  const postgres = await step("Start PostgreSQL", () =>
    startPostgres({ dir, password: secret(), logFile }),
  )
  return { dir, logFile, postgres }
}

async function openSouk(postgres, dir, offers) {
  const database = "souk"
  const databaseUrl = await newDatabase(postgres, database)
  const port = await freePort()
  const env = serverEnvironment({
    databaseUrl,
    secrets: { jwt: secret(), cookie: secret() },
    apiUrl: `http://localhost:${port}`,
    storefrontUrl: "http://localhost:4321",
  })
  await step("Migrate Souk", () => migrate(env))
  await step("Seed Souk", () => seed(env, { offers }))
  const splits = join(dir, "splits.jsonl")
  writeFileSync(splits, "")
  await step("Start Souk", () =>
    startApi({
      env: { ...env, NODE_OPTIONS: `--require ${splitTimer}`, BENCH_SPLITS: splits },
      port,
      host: "127.0.0.1",
      logFile: join(dir, "souk.log"),
    }),
  )
  return {
    name: "Souk",
    database,
    databaseUrl,
    /** How long each order's split took so far, and its statements. */
    splits: () =>
      readFileSync(splits, "utf8")
        .trim()
        .split("\n")
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ...(await doors(databaseUrl, port)),
  }
}

async function openPlain(postgres, dir, souk) {
  const database = "plain"
  const databaseUrl = await newDatabase(postgres, database)
  const env = {
    NODE_ENV: "production",
    XDG_CONFIG_HOME: join(root, ".souk", "build", "config"),
    DATABASE_URL: databaseUrl,
    JWT_SECRET: secret(),
    COOKIE_SECRET: secret(),
  }
  const products = join(dir, "products.json")
  writeFileSync(products, JSON.stringify(await productsOf(souk.databaseUrl)))
  const run = (args) => runNode([medusa, ...args], { what: "Plain Medusa", cwd: plainDir, env })
  await step("Migrate plain Medusa", () => run(["db:migrate", "--execute-safe-links"]))
  await step("Seed plain Medusa", () => run(["exec", "./seed.ts", products]))
  const port = await freePort()
  const service = await step("Start plain Medusa", async () => {
    const args = [medusa, "start", "--port", String(port), "--host", "127.0.0.1"]
    const options = { cwd: plainDir, env, logFile: join(dir, "plain.log") }
    const server = start("plain server", process.execPath, args, options)
    await waitForHealth(server, `http://localhost:${port}/health`)
    return server
  })
  return { name: "Medusa", database, databaseUrl, service, ...(await doors(databaseUrl, port)) }
}

async function newDatabase(postgres, name) {
  await createDatabase(postgres.url("postgres"), name)
  return postgres.url(name)
}

async function doors(databaseUrl, port) {
  const [region] = await query(databaseUrl, "select id from region limit 1")
  return {
    url: `http://127.0.0.1:${port}`,
    key: await publishableKey(databaseUrl),
    regionId: region.id,
  }
}

/** Souk's products as plain ones: the same titles, prices and categories. */
function productsOf(databaseUrl) {
  return query(
    databaseUrl,
    `select p.title, p.description, o.price_millimes / 1000.0 as amount, pa.category_id as category
       from offer o join product p on p.id = o.product_id join part pa on pa.id = o.part_id
      where o.listed order by o.id`,
  ).then((rows) => rows.map((row) => ({ ...row, amount: Number(row.amount) })))
}

export function query(databaseUrl, text, values) {
  return withClient(databaseUrl, async (client) => (await client.query(text, values)).rows)
}

/** How many statements a database executes while some work is done, less those of its background jobs. */
async function countStatements(postgres, logFile, database, work) {
  const admin = (statement) =>
    withClient(postgres.url("postgres"), (client) => client.query(statement))
  const written = async () => {
    await sleep(300)
    const log = existsSync(logFile) ? readFileSync(logFile, "utf8") : ""
    const pattern = new RegExp(`^<${database}> LOG:  (statement|execute )`, "gm")
    return log.match(pattern)?.length ?? 0
  }
  await admin("alter system set log_line_prefix = '<%d> '")
  await admin("alter system set log_statement = 'all'")
  await admin("select pg_reload_conf()")
  try {
    await sleep(300)
    const before = await written()
    const from = performance.now()
    await work()
    const busyMs = performance.now() - from
    const after = await written()
    await sleep(busyMs)
    const idle = (await written()) - after
    return Math.max(0, after - before - idle)
  } finally {
    await admin("alter system reset log_statement")
    await admin("select pg_reload_conf()")
  }
}
