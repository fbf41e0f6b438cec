import { expect, test } from "@playwright/test"
import { announceCoupon } from "./support/operator"
import { checkPage, languages, openContext, watchConsole } from "./support/page-check"

const screenshots = "e2e/screenshots"

const words = {
  fr: {
    prefix: "",
    reduced: "Prix en baisse",
    all: "Voir tous les prix en baisse",
    by: "Prix en baisse de",
    before: "Plus bas des 30 jours avant la baisse :",
    codes: "Codes promo en cours",
  },
  ar: {
    prefix: "/ar",
    reduced: "أسعار مخفّضة",
    all: "كل الأسعار المخفّضة",
    by: "انخفض السعر بنسبة",
    before: "أدنى سعر خلال 30 يومًا قبل التخفيض:",
    codes: "رموز تخفيض سارية",
  },
} as const

for (const language of languages) {
  const w = words[language]

  test(`reduced prices and codes are found from the home page in ${language}`, async ({
    browser,
  }) => {
    const code = await announceCoupon("ACCUEIL", {
      percent_bps: 1_250,
      minimum_millimes: 50_000,
    })
    const context = await openContext(browser, { viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    const errors = watchConsole(page)
    await page.goto(`${w.prefix}/`)
    const row = page.getByRole("region", { name: w.reduced })
    await expect(row.getByRole("article").first()).toContainText(w.by)
    await expect(row.getByRole("article").first()).toContainText(w.before)
    // A code is announced within the second that answers are shared.
    await expect(async () => {
      await page.reload()
      const card = page.getByRole("region", { name: w.codes }).getByText(code)
      await expect(card).toBeVisible({ timeout: 1_000 })
    }).toPass()
    await expect(page.getByRole("region", { name: w.codes })).toContainText("12,5\u00a0%")
    await checkPage(page, language, errors)

    await page.getByRole("link", { name: w.all }).click()
    await expect(page).toHaveURL(/\/pieces\?reduced=true$/)
    const cards = page.locator("main article")
    expect(await cards.count()).toBeGreaterThan(0)
    for (const card of await cards.all()) await expect(card.locator("s")).toHaveCount(1)
    await checkPage(page, language, errors)
    await page.screenshot({ path: `${screenshots}/reduced-${language}.png` })

    const price = await cards.first().locator("s").textContent()
    await cards.first().getByRole("link").click()
    const offer = page.locator("main article[data-offer]").filter({ has: page.locator("s") })
    await expect(offer.getByText(price!).first()).toBeVisible()
    await expect(offer.getByText(w.before).first()).toBeAttached()
    await checkPage(page, language, errors)
    await context.close()
  })
}
