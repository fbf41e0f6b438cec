// npm run dev: the whole marketplace, reloading what changes. The plugins are compiled and the
// server restarted; the admin and the storefront reload through Vite, without a build.
import { watch } from "node:fs"
import { join } from "node:path"
import { compileServer } from "../lib/compile.mjs"
import { Failure } from "../lib/failure.mjs"
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
  watchSources(server.reload)
  console.log(
    `\nStorefront ${storefrontUrl}, admin ${apiUrl}/app, API ${apiUrl} (${sinceStart()}). Ctrl-C stops everything.\n`,
  )
  await storefront.exited
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
    service = await startApi({ env, port, onLine: (line) => console.log(`server │ ${line}`) })
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

/** Calls back with the files changed, one batch at a time. The admin is left to Vite. */
function watchSources(reload) {
  const changed = new Set()
  let timer
  let busy = false
  const flush = async () => {
    if (busy || changed.size === 0) return
    busy = true
    const files = [...changed]
    changed.clear()
    await reload(files)
    busy = false
    schedule()
  }
  const schedule = () => {
    clearTimeout(timer)
    timer = setTimeout(flush, 150)
  }
  const note = (path) => {
    if (!/\.(ts|tsx|json|csv)$/.test(path) || /\/(src\/admin|__tests__)\/|\.spec\./.test(path))
      return
    changed.add(display(path))
    schedule()
  }
  for (const { dir } of serverPackages()) {
    for (const folder of ["src", "seed"]) {
      const path = join(dir, folder)
      try {
        watch(path, { recursive: true }, (_, name) => name && note(join(path, name)))
      } catch (error) {
        if (error.code !== "ENOENT") throw error
      }
    }
  }
  watch(join(root, "medusa-config.ts"), () => note(join(root, "medusa-config.ts")))
}
