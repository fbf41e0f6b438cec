import { createRequire } from "node:module"
import { expect, type Browser, type Page } from "@playwright/test"
import type { Language } from "./buyer"

type Violation = { id: string; impact: string | null; help: string; nodes: { html: string }[] }
declare global {
  interface Window {
    axe: { run: () => Promise<{ violations: Violation[] }> }
  }
}

const axePath = createRequire(import.meta.url).resolve("axe-core/axe.min.js")
const directions = { fr: "ltr", ar: "rtl" } as const
export const languages = Object.keys(directions) as Language[]

/** Errors a page writes to the console, but for the status it answers on purpose. */
export function watchConsole(page: Page): string[] {
  const errors: string[] = []
  page.on("pageerror", (error) => errors.push(error.message))
  page.on("console", (message) => {
    const expected = /the server responded with a status of 4\d\d/.test(message.text())
    if (message.type() === "error" && !expected) {
      errors.push(message.text())
    }
  })
  return errors
}

/** In its language and direction, one title, no wider than the screen, and axe finds nothing. */
export async function checkPage(page: Page, language: Language, errors: string[]): Promise<void> {
  const where = page.url()
  await expect(page.locator("html")).toHaveAttribute("lang", language)
  await expect(page.locator("html")).toHaveAttribute("dir", directions[language])
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${where} is wider than the screen`).toBeLessThanOrEqual(0)

  await page.addScriptTag({ path: axePath }).catch(() => undefined)
  const { violations } = await page.evaluate(() => window.axe.run())
  const found = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html).join("\n  ")}`,
  )
  expect(found, where).toEqual([])
  expect(errors, where).toEqual([])
}

/** axe is put into the page by the test, which the page's policy rightly forbids to others. */
export const openContext = (browser: Browser, options = {}) =>
  browser.newContext({ viewport: { width: 390, height: 844 }, bypassCSP: true, ...options })
