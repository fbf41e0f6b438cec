import { readFileSync } from "node:fs"
import { expect, test } from "@playwright/test"
import { asOperator } from "./support/operator"
import { addSomePart, goToPayment, vendorOrderNumbers, words } from "./support/buyer"
import { signIn } from "./support/panel"

const server = process.env.SOUK_TEST_API_URL
const screenshots = "e2e/screenshots"
const wide = { width: 1280, height: 900 }

test("a buyer orders, the vendor invoices, and the buyer keeps the PDF", async ({
  page,
  browser,
}) => {
  await addSomePart(page)
  await goToPayment(page)
  await page.getByRole("button", { name: words.fr.place }).click()
  await page.getByRole("main").getByRole("link", { name: "Suivre ma commande" }).click()
  const [number] = await vendorOrderNumbers(page)
  await expect(page.getByText("Chaque vendeur émet sa facture au plus tard")).toBeVisible()

  const desk = await browser.newContext({ viewport: { width: 390, height: 844 } })
  const vendor = await desk.newPage()
  await signIn(vendor, await memberOf(number!))
  await vendor.goto(`${server}/app/vendor/orders?q=${number}`)
  await vendor.getByRole("main").getByRole("listitem").first().getByRole("link").click()
  await vendor.getByRole("button", { name: "Confirmer la commande" }).click()
  await vendor.getByRole("button", { name: "Oui, confirmer" }).click()
  await vendor.getByRole("button", { name: "Émettre la facture" }).click()
  await expect(vendor.getByText(/^Facture FAC-\d{4}-\d{6} émise\.$/)).toBeVisible()
  await vendor.getByRole("link", { name: "Voir la facture" }).click()
  await expect(vendor.getByRole("heading", { name: "Lignes" })).toBeVisible()
  await vendor.screenshot({ path: `${screenshots}/invoices-01-vendor.png`, fullPage: true })
  await vendor.goto(`${server}/app/vendor/money/invoices`)
  await expect(vendor.getByRole("main").getByRole("listitem").first()).toContainText("FAC-")
  await vendor.screenshot({ path: `${screenshots}/invoices-02-vendor-list.png`, fullPage: true })
  await vendor.goto(`${server}/app/vendor/money/invoices/settings`)
  await expect(vendor.getByLabel("Préfixe des factures")).toHaveValue("FAC")
  await vendor.screenshot({ path: `${screenshots}/invoices-03-settings.png`, fullPage: true })
  await vendor.goto(`${server}/app/vendor/money/invoices`)
  await vendor.getByLabel("Langue").selectOption({ label: "العربية" })
  await expect(vendor.getByRole("heading", { name: "الفواتير", level: 1 })).toBeVisible()
  await expect(vendor.getByRole("main").getByRole("listitem").first()).toContainText("FAC-")
  await vendor.screenshot({ path: `${screenshots}/invoices-03-arabic.png`, fullPage: true })
  await desk.close()

  await page.reload()
  const link = page.getByRole("link", { name: /^Télécharger \(PDF\)/ })
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()])
  expect(download.suggestedFilename()).toMatch(/^FAC-\d{4}-\d{6}\.pdf$/)
  const file = readFileSync(await download.path())
  expect(file.subarray(0, 5).toString()).toBe("%PDF-")
  await page.screenshot({ path: `${screenshots}/invoices-04-buyer.png`, fullPage: true })
})

test.describe("on a desk", () => {
  test.use({ viewport: wide })

  test("an operator reads an invoice and takes a piece back", async ({ page }) => {
    await signIn(page, "operateur@souk.example")
    await page.goto(`${server}/app/invoices?kind=invoice`)
    await page.screenshot({ path: `${screenshots}/invoices-05-operator-list.png`, fullPage: true })
    await page.getByRole("link", { name: /^FAC-/ }).first().click()
    await page.getByRole("button", { name: "Établir un avoir" }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByLabel("Motif").fill("Pièce retournée")
    await drawer.getByRole("button", { name: "Établir l'avoir" }).click()
    await expect(page.getByText(/^Avoir AV-\d{4}-\d{6} établi\.$/)).toBeVisible()
    await expect(page.getByRole("region", { name: "Avoirs" })).toContainText("AV-")
    await expect(page.getByRole("button", { name: "Établir un avoir" })).toHaveCount(0)
    await page.screenshot({ path: `${screenshots}/invoices-06-operator.png`, fullPage: true })
  })

  test("an operator says who the marketplace is", async ({ page }) => {
    await signIn(page, "operateur@souk.example")
    await page.goto(`${server}/app/invoices/settings`)
    await page.getByLabel("Raison sociale").fill("Souk SARL")
    await page.getByLabel("Matricule fiscal").fill("1234567A/P/M/000")
    await page.getByLabel("Adresse", { exact: true }).fill("1 rue de la Kasbah, Tunis")
    await page.getByRole("button", { name: "Enregistrer" }).click()
    await expect(page.getByText("Réglages enregistrés.")).toBeVisible()
    await page.reload()
    await expect(page.getByLabel("Raison sociale")).toHaveValue("Souk SARL")
    await page.screenshot({ path: `${screenshots}/invoices-07-identity.png`, fullPage: true })
  })
})

/** The seeded account of the vendor of an order. */
async function memberOf(vendorOrderNumber: string): Promise<string> {
  const operator = await asOperator()
  const answer = await operator.get("/admin/vendor-orders", { params: { limit: 100 } })
  const { vendor_orders } = (await answer.json()) as {
    vendor_orders: { number: string; vendor: { handle: string } }[]
  }
  await operator.dispose()
  const { vendor } = vendor_orders.find((order) => order.number === vendorOrderNumber)!
  return `vendeur@${vendor.handle}.example`
}
