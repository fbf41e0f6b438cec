import { rmSync } from "node:fs"
import { atTheEnd } from "../../../scripts/lib/shutdown.mjs"

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]

/**
 * Opens one Chromium and answers how Lighthouse scores a page on a phone, from 0 to 100, in each of its
 * four categories: the median of several looks for the one that depends on how busy the machine is.
 */
export async function openLighthouse({ looks = 3 } = {}) {
  const [{ default: lighthouse }, { launch }] = await Promise.all([
    import("lighthouse"),
    import("chrome-launcher"),
  ])
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"],
    logLevel: "error",
  })
  atTheEnd(() => {
    chrome.kill()
    if (chrome.userDataDir) rmSync(chrome.userDataDir, { recursive: true, force: true })
  })
  return async function scores(url, { cookie, skipAudits = [] } = {}) {
    const runs = []
    for (let look = 0; look < looks; look += 1) {
      const { lhr } = await lighthouse(url, {
        port: chrome.port,
        logLevel: "error",
        onlyCategories: CATEGORIES,
        skipAudits,
        formFactor: "mobile",
        disableStorageReset: true,
        ...(cookie && { extraHeaders: { cookie } }),
      })
      runs.push(lhr)
    }
    return {
      failing: Object.values(runs[0].audits)
        .filter(({ score, scoreDisplayMode }) => score === 0 && scoreDisplayMode === "binary")
        .map(({ id }) => id),
      of: Object.fromEntries(
        CATEGORIES.map((category) => [
          category,
          median(runs.map(({ categories }) => Math.round(categories[category].score * 100))),
        ]),
      ),
    }
  }
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
