import { existsSync } from "node:fs"
import { Failure } from "./failure.mjs"

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** The browser the tests drive: PLAYWRIGHT_CHROMIUM, the system's, or Playwright's own. */
export async function findChromium() {
  const asked = process.env.PLAYWRIGHT_CHROMIUM
  if (asked) {
    if (existsSync(asked)) return asked
    throw new Failure(`PLAYWRIGHT_CHROMIUM names ${asked}, which does not exist.`)
  }
  const { chromium } = await import("playwright-core")
  const found = [...usual, chromium.executablePath()].find((path) => existsSync(path))
  if (found) return found
  throw new Failure(
    "No Chromium was found for the browser tests.",
    "Install one with `apt-get install chromium` or `npx playwright install chromium`, or name it in PLAYWRIGHT_CHROMIUM.",
  )
}
