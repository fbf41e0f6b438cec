// The local installation: its folder, and a database that is migrated and seeded.
import { existsSync } from "node:fs"
import { join } from "node:path"
import { chooseHome, memoryOf, prepareHome } from "./home.mjs"
import { hashContent, hashFiles } from "./files.mjs"
import { isSameProcess } from "./identity.mjs"
import { acquireLock, lockHolder } from "./lock.mjs"
import { root } from "./paths.mjs"
import {
  createDatabase,
  databaseUser,
  embeddedUrl,
  requireDatabase,
  startPostgres,
  withClient,
} from "./postgres.mjs"
import { migrate, seed } from "./server.mjs"
import { codeVersion, setupOf } from "./setup.mjs"
import { atTheEnd } from "./shutdown.mjs"
import { step } from "./steps.mjs"

const databaseName = "souk"

/** Reads `.env` and says where this installation lives. */
export function findHome() {
  const envFile = join(root, ".env")
  if (existsSync(envFile)) process.loadEnvFile(envFile)
  return chooseHome(process.env.DATABASE_URL ? undefined : databaseUser())
}

/** Prepares and locks the folder of this installation. */
export async function openHome(what) {
  const { home, notice } = findHome()
  if (notice) console.log(notice)
  const isFirst = !existsSync(join(home, "postgres")) && !process.env.DATABASE_URL
  prepareHome(home, isFirst ? 2e9 : 0.3e9)
  const lock = await acquireLock(home, what)
  atTheEnd(() => lock.release())
  if (lock.recovered.length > 0) {
    console.log(`An earlier start was cut off; stopped what it left: ${lock.recovered.join(", ")}.`)
  }
  return home
}

/** The address of the database when `npm start` already runs it, or of the one DATABASE_URL names. */
export function runningDatabaseUrl(home, secrets) {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL
  const holder = lockHolder(home)
  const database = holder?.children.find(({ name }) => name === "database")
  if (!database || !isSameProcess(database)) return undefined
  return embeddedUrl(
    { port: memoryOf(home).get("databasePort"), password: secrets.database },
    databaseName,
  )
}

/** The database's address: the embedded server, or the one DATABASE_URL names. */
export async function openDatabase({ home, memory, secrets, logs }) {
  if (process.env.DATABASE_URL) {
    await step("Reach PostgreSQL", () => requireDatabase(process.env.DATABASE_URL))
    return process.env.DATABASE_URL
  }
  return step("Start PostgreSQL", async () => {
    const postgres = await startPostgres({
      dir: home,
      password: secrets.database,
      rememberedPort: memory.get("databasePort"),
      logFile: join(logs, "database.log"),
    })
    memory.set("databasePort", postgres.port)
    await createDatabase(postgres.url("postgres"), databaseName)
    return postgres.url(databaseName)
  })
}

/** Opens the database, migrates it when the code changed, and seeds it the first time. */
export async function prepareDatabase({
  home,
  memory,
  secrets,
  environmentFor,
  logs,
  seed: wanted,
}) {
  const databaseUrl = await openDatabase({ home, memory, secrets, logs })
  const env = environmentFor(databaseUrl)
  const setup = await setupOf(databaseUrl)
  const version = codeVersion()
  if (setup.get("code") !== version) {
    await step("Migrate the database", async () => {
      await migrate(env)
      await setup.set("code", version)
    })
  }
  const isSeeded = Boolean(setup.get("seed"))
  const isBehind = setup.get("vehicles") !== vehicleData()
  if (wanted.seed && (!isSeeded || isBehind || wanted.again)) {
    await step(isSeeded ? "Bring the demonstration up to date" : "Seed the shop", () =>
      seedDatabase({ env, databaseUrl, setup, offers: wanted.offers ?? offersOf(setup) }),
    )
  }
  return databaseUrl
}

/** As many offers as this installation was given; the seed's own number when it was not told. */
const offersOf = (setup) => Number(setup.get("seed")) || undefined

/** Changes with the vehicles of the demonstration: a shop seeded before gets what is new. */
const vehicleData = () =>
  hashContent(
    hashFiles(
      ["makes.csv", "vehicles.csv"].map((name) => join(root, "backend", "seed", "data", name)),
      root,
    ),
  )

/** The seed finishes what an interrupted one began; the planner's figures are renewed after it. */
export async function seedDatabase({ env, databaseUrl, setup, offers }) {
  await seed(env, { offers })
  await withClient(databaseUrl, (client) => client.query("analyze"))
  await setup.set("seed", String(offers ?? "default"))
  await setup.set("vehicles", vehicleData())
}
