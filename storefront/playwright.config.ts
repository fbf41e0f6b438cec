import { defineConfig } from "@playwright/test"

/** Run by `npm test` at the root, which brings up the marketplace and gives these addresses. */
export default defineConfig({
  testDir: "./e2e",
  outputDir: "./test-results",
  workers: 1,
  fullyParallel: false,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: process.env.SOUK_E2E_URL,
    viewport: { width: 390, height: 844 },
    locale: "fr-TN",
    timezoneId: "Africa/Tunis",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.PLAYWRIGHT_CHROMIUM || "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--no-first-run",
        "--disable-sync",
        "--disable-component-update",
      ],
    },
  },
})
