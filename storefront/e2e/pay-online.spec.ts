import { expect, test, type Page } from "@playwright/test"
import { addSomePart, goToPayment, type Language } from "./support/buyer"

const screenshots = "e2e/screenshots"

/** From an empty cart to the gateway's page. */
async function goToGateway(page: Page, method: RegExp): Promise<void> {
  await addSomePart(page)
  await goToPayment(page)
  await choose(page, method)
}

async function choose(page: Page, method: RegExp): Promise<void> {
  await page.getByRole("radio", { name: method }).check()
  await page.getByRole("button", { name: "Payer en ligne" }).click()
  await expect(page.getByText("aucun argent réel n’est pris")).toBeVisible()
}

test("a buyer pays online and comes back to the order", async ({ page }) => {
  await goToGateway(page, /^Konnect/)
  await page.screenshot({ path: `${screenshots}/30-gateway.png` })
  await page.getByRole("button", { name: "Payer", exact: true }).click()
  await expect(
    page.getByRole("heading", { name: "Merci, votre commande est enregistrée." }),
  ).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText("Tout est payé")).toBeVisible()
  await expect(page.getByText("Payé", { exact: true })).toBeVisible()
  await page.screenshot({ path: `${screenshots}/31-paid.png`, fullPage: true })
})

test("a buyer pays, closes the tab, and the order exists", async ({ page, context }) => {
  await goToGateway(page, /ClicToPay/)
  await page.getByRole("button", { name: "Payer et fermer l’onglet" }).click()
  await expect(page.getByRole("heading", { name: /Vous pouvez fermer cet onglet/ })).toBeVisible()
  await page.close()

  // ClicToPay tells nobody: the server's own clock finds the payment.
  const later = await context.newPage()
  await expect(async () => {
    await later.goto("/commande/confirmation")
    await later.goto("/panier")
    await later.goto("/commande/confirmation")
    await expect(
      later.getByRole("heading", { name: "Merci, votre commande est enregistrée." }),
    ).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
})

test("a payment is refused, and another method is chosen", async ({ page }) => {
  await goToGateway(page, /^Flouci/)
  await page.getByRole("button", { name: "Refuser" }).click()
  await expect(page.getByRole("heading", { name: "Paiement refusé" })).toBeVisible()
  await page.screenshot({ path: `${screenshots}/32-refused.png`, fullPage: true })
  await page.getByRole("link", { name: "Choisir un autre moyen de paiement" }).click()
  await expect(page.getByRole("radio", { name: /Paiement à la livraison/ })).toBeChecked()
  await page.getByRole("button", { name: "Commander et payer à la livraison" }).click()
  await expect(
    page.getByRole("heading", { name: "Merci, votre commande est enregistrée." }),
  ).toBeVisible()
})

for (const [language, width] of [
  ["fr", 390],
  ["ar", 390],
  ["fr", 1280],
] as [Language, number][]) {
  test(`the ways to pay fit ${width} px in ${language}`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 })
    await addSomePart(page, language)
    await goToPayment(page, language)
    // Cash, and six gateways.
    await expect(page.getByRole("radio")).toHaveCount(7)
    await expect(page.getByRole("radio").first()).toBeChecked()
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await page.screenshot({
      path: `${screenshots}/33-methods-${language}-${width}.png`,
      fullPage: true,
    })
  })
}
