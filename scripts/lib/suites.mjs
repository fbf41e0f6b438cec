// The suites of `npm test`, in their order. Each answers `{ passed, failed, ran }`.
import { existsSync } from "node:fs"
import { join } from "node:path"
import { bundleAdmin, bundleStorefront } from "./bundle.mjs"
import { findChromium } from "./chromium.mjs"
import { compileServer } from "./compile.mjs"
import { Failure } from "./failure.mjs"
import { listFiles, readJsonIfAny } from "./files.mjs"
import { root, storefrontDir } from "./paths.mjs"
import { start } from "./processes.mjs"
import { moduleEnvironment, stageDir, stageServer } from "./stage.mjs"
import { step } from "./steps.mjs"
import { typecheckServer, typecheckStorefront } from "../commands/typecheck.mjs"

const bin = (...path) => join(root, "node_modules", ...path)

export const suites = {
  lint: check(() =>
    tool("ESLint", [bin("eslint", "bin", "eslint.js"), root, "--max-warnings", "0"]),
  ),
  format: check(() =>
    tool("Prettier", [bin("prettier", "bin", "prettier.cjs"), "--check", "--log-level=warn", root]),
  ),
  types: check(async () => {
    await typecheckServer()
    await typecheckStorefront()
  }),
  unit: jest("unit"),
  module: jest("module", async () => ({ env: await moduleEnvironment() })),
  // At this level the server names every route it mounts: the isolation story walks them all.
  http: jest("http", () =>
    servedBy("http", {
      env: {
        LOG_LEVEL: "debug",
        SOUK_PAYER_NAME: "Souk Démonstration",
        SOUK_PAYER_RIB: "10001000123456789029",
      },
    }),
  ),
  // A checkout counts as abandoned soon, so that the repair run is seen at work; and mails leave, to a
  // server that the story opens and closes.
  crash: jest("crash", () =>
    servedBy("crash", { env: { SOUK_REPAIR_AFTER_SECONDS: "10" }, withMails: true }),
  ),
  browser,
}

/** A check that passes or fails as a whole counts as one test. */
function check(work) {
  return async () => {
    await work()
    return { passed: 1, failed: 0, ran: 1 }
  }
}

async function tool(name, args, options = {}) {
  const service = start(name, process.execPath, args, { cwd: root, onLine: say, ...options })
  const { code, error } = await service.exited
  if (error) throw error
  if (code !== 0) throw new Failure(`${name} found something to mend.`)
}

function jest(project, prepare = async () => ({})) {
  return async ({ only }) => {
    const { env, close } = await prepare()
    const report = join(stageDir(), `${project}.json`)
    const service = start(
      project,
      process.execPath,
      [
        "--experimental-vm-modules",
        "--no-warnings",
        bin("jest", "bin", "jest.js"),
        `--selectProjects=${project}`,
        "--json",
        `--outputFile=${report}`,
        "--forceExit",
        ...(project === "unit" ? [] : ["--runInBand"]),
        ...(only ? [only] : []),
      ],
      { cwd: root, env: { NODE_ENV: "test", TZ: "UTC", ...env }, onLine: say },
    )
    await service.exited
    await close?.()
    const result = readJsonIfAny(report)
    if (!result && /No tests found/.test(service.tail(400))) return { passed: 0, failed: 0, ran: 0 }
    if (!result) throw new Failure(`Jest ended without a report.\n${service.tail()}`)
    return {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      ran: result.numPassedTests + result.numFailedTests,
    }
  }
}

async function servedBy(name, options) {
  await prepareBuild()
  const { variables, close } = await stageServer(name, options)
  return { env: variables, close }
}

async function browser({ only }) {
  const config = join(storefrontDir, "playwright.config.ts")
  if (!existsSync(config)) throw new Failure("storefront/playwright.config.ts is missing.")
  const chromium = await findChromium()
  await step("Bundle the admin", bundleAdmin, (result) => result)
  await step("Build the storefront", bundleStorefront, (result) => result)
  const { env, close } = await servedBy("browser", { withStorefront: true })
  const report = join(stageDir(), "browser.json")
  const service = start(
    "browser",
    process.execPath,
    [
      bin("@playwright", "test", "cli.js"),
      "test",
      `--config=${config}`,
      "--reporter=list,json",
      ...(only ? [only] : []),
    ],
    {
      cwd: storefrontDir,
      env: {
        ...env,
        PLAYWRIGHT_CHROMIUM: chromium,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
      onLine: say,
    },
  )
  await service.exited
  await close()
  const stats = readJsonIfAny(report)?.stats
  if (!stats) throw new Failure(`Playwright ended without a report.\n${service.tail()}`)
  // A test that passes only at its second try is a test that fails.
  const failed = stats.unexpected + stats.flaky
  return { passed: stats.expected, failed, ran: stats.expected + failed }
}

/** What the server needs to start: the browser suite alone needs today's admin, the others any. */
async function prepareBuild() {
  await step("Compile the plugins", compileServer)
  if (!existsSync(join(root, "public", "admin", "index.html"))) {
    await step("Bundle the admin", bundleAdmin)
  }
}

/** A spec file that no suite would run is a test that silently never fails. */
export function unclaimedSpecs() {
  const claimed = [
    /\.unit\.spec\.tsx?$/,
    /^(plugins\/[^/]+|backend)\/src\/modules\/[^/]+\/__tests__\/.*\.spec\.ts$/,
    /^backend\/tests\/(http|crash)\/.*\.spec\.ts$/,
    /^storefront\/e2e\/.*\.spec\.ts$/,
  ]
  return ["plugins", "backend", "migrations", "storefront", "scripts"]
    .flatMap((dir) => listFiles(join(root, dir), ["node_modules", ".medusa", "dist"]))
    .map((file) => file.slice(root.length + 1).replaceAll("\\", "/"))
    .filter((file) => /\.(spec|test)\.[cm]?[jt]sx?$/.test(file))
    .filter((file) => !claimed.some((pattern) => pattern.test(file)))
}

function say(line) {
  console.log(`  ${line}`)
}
