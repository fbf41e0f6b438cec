// npm run dev: the whole marketplace, reloading what changes. The plugins are compiled and the
// server restarted; the admin and the storefront reload through Vite, without a build.
import { statSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { compileServer } from "../lib/compile.mjs"
import { Failure } from "../lib/failure.mjs"
import { listFiles } from "../lib/files.mjs"
import { memoryOf, secretsOf } from "../lib/home.mjs"
import { openHome, prepareDatabase } from "../lib/local.mjs"
import { readOptions, wholeNumber } from "../lib/options.mjs"
import { display, root, serverPackages, storefrontDir } from "../lib/paths.mjs"
import { requireFree } from "../lib/ports.mjs"
import { describeEnd, start } from "../lib/processes.mjs"
import {
  migrate,
  publishableKey,
  serverEnvironment,
  startApi,
  waitForHealth,
} from "../lib/server.mjs"
import { codeVersion, setupOf } from "../lib/setup.mjs"
import { isStopping, stopOnSignals } from "../lib/shutdown.mjs"
import { seconds, sinceStart, step } from "../lib/steps.mjs"
import { compilePlugins } from "./build.mjs"

export async function main(args) {
  const given = readOptions(args, {
    port: { type: "string" },
    "storefront-port": { type: "string" },
    "no-seed": { type: "boolean" },
  })
  const range = { min: 1, max: 65_535 }
  const port = wholeNumber("port", given.port, { ...range, fallback: 9000 })
  const storefrontPort = wholeNumber("storefront-port", given["storefront-port"], {
    ...range,
    fallback: 4321,
  })
  stopOnSignals()
  const home = await openHome("npm run dev")
  await requireFree(port, { what: "API", flag: "--port" })
  await requireFree(storefrontPort, { what: "storefront", flag: "--storefront-port" })

  const secrets = secretsOf(home)
  const apiUrl = `http://localhost:${port}`
  const storefrontUrl = `http://localhost:${storefrontPort}`
  const environmentFor = (databaseUrl) => ({
    ...serverEnvironment({ databaseUrl, secrets, apiUrl, storefrontUrl }),
    NODE_ENV: "development",
  })
  await compilePlugins()
  const databaseUrl = await prepareDatabase({
    home,
    memory: memoryOf(home),
    secrets,
    environmentFor,
    logs: join(home, "logs"),
    seed: { seed: !given["no-seed"] },
  })

  const env = environmentFor(databaseUrl)
  const server = reloadingServer({ env, port, databaseUrl })
  const key = await publishableKey(databaseUrl)
  const storefront = startAstro({
    port: storefrontPort,
    env: {
      SOUK_API_URL: apiUrl,
      SOUK_STOREFRONT_URL: storefrontUrl,
      SOUK_PUBLISHABLE_KEY: key,
      SOUK_SESSION_SECRET: secrets.session,
    },
  })
  await step("Start the server and the storefront", () =>
    Promise.all([server.start(), waitForHealth(storefront, storefrontUrl)]),
  )
  const watching = watchSources(server.reload)
  console.log(
    `\nStorefront ${storefrontUrl}, admin ${apiUrl}/app, API ${apiUrl} (${sinceStart()}). Ctrl-C stops everything.\n`,
  )
  await Promise.race([storefront.exited, watching])
  throw new Failure(describeEnd(storefront))
}

function startAstro({ port, env }) {
  const astro = join(root, "node_modules", "astro", "bin", "astro.mjs")
  return start("storefront", process.execPath, [astro, "dev", "--port", String(port)], {
    cwd: storefrontDir,
    env: { NODE_ENV: "development", ASTRO_TELEMETRY_DISABLED: "1", ...env },
    onLine: (line) => console.log(`storefront │ ${line}`),
  })
}

/** A server that outlives its mistakes: what does not compile or start is shown, and awaits the next change. */
function reloadingServer({ env, port, databaseUrl }) {
  let service
  const launch = async () => {
    service = await startApi({
      env,
      port,
      stopSeconds: 1,
      onLine: (line) => console.log(`server │ ${line}`),
    })
  }
  return {
    start: launch,
    async reload(files) {
      const from = performance.now()
      console.log(`\n↻ ${files.join(", ")}`)
      try {
        await compileServer()
        await service?.stop()
        if (files.some(needsMigration)) {
          await migrate(env)
          await (await setupOf(databaseUrl)).set("code", codeVersion())
        }
        await launch()
        console.log(`✓ Reloaded ${seconds(performance.now() - from)}\n`)
      } catch (error) {
        if (!isStopping()) console.error(`✗ ${error.message}\nWaiting for the next change.`)
      }
    },
  }
}

function needsMigration(file) {
  return /\/(migrations|links|migration-scripts|search)\//.test(file)
}

/**
 * Calls back with the files changed, one batch at a time. Looks at the files' dates, since file
 * system events lose editors that save by renaming. The admin is left to Vite.
 */
async function watchSources(reload) {
  let before = datesOfSources()
  while (!isStopping()) {
    await sleep(400, undefined, { ref: false })
    const now = datesOfSources()
    const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
      (file) => before.get(file) !== now.get(file),
    )
    before = now
    if (changed.length > 0) await reload(changed.map(display))
  }
}

function datesOfSources() {
  const files = serverPackages()
    .flatMap(({ dir }) => [join(dir, "src"), join(dir, "seed")])
    .flatMap((folder) => listFiles(folder, ["__tests__", "node_modules"]))
    .filter((file) => !/\.spec\.|[\\/]src[\\/]admin[\\/]/.test(file))
  const dates = [...files, join(root, "medusa-config.ts")].map((file) => [file, dateOf(file)])
  return new Map(dates)
}

function dateOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs
}
