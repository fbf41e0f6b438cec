import { expect, test, type Browser, type Page } from "@playwright/test"
import { fillContact, vendorOrderNumbers } from "./support/buyer"

const screenshots = "e2e/screenshots"
const password = "SoukDemo2026"
const vendors = [
  { name: "Frein Express", email: "vendeur@frein-express.example" },
  { name: "Sfax Auto Pièces", email: "vendeur@sfax-auto-pieces.example" },
]
const vehicle = { make: "Peugeot", model: /^208\b/, engine: /1\.2/ }

test.describe.configure({ mode: "serial" })

/** What the buyer keeps, and the vendors look for. */
let trackingPath = ""
const numberOf = new Map<string, string>()

test("a guest picks a vehicle, buys from two vendors and follows both orders", async ({ page }) => {
  await page.goto("/")
  await chooseOption(page, "Marque", (label) => label === vehicle.make)
  await chooseOption(page, "Modèle", (label) => vehicle.model.test(label))
  await chooseOption(page, "Moteur", (label) => vehicle.engine.test(label))
  await page.screenshot({ path: `${screenshots}/01-vehicle.png` })
  await page.getByRole("button", { name: "Voir les pièces compatibles" }).click()
  await expect(page.getByText(/^Pièces pour votre Peugeot 208/)).toBeVisible()

  for (const vendor of vendors) {
    await page.goto("/pieces?in_stock=true")
    await page.locator("summary").filter({ hasText: "Filtrer" }).click()
    await page.getByRole("link", { name: vendor.name }).click()
    await expect(page.getByRole("link", { name: `Retirer le filtre ${vendor.name}` })).toBeVisible()
    await page.getByRole("article").first().getByRole("link").first().click()
    await expect(page.getByText(/^Cette pièce va sur votre Peugeot 208/)).toBeVisible()
    await page.screenshot({ path: `${screenshots}/02-part-${vendors.indexOf(vendor) + 1}.png` })
    await page.getByRole("button", { name: `Ajouter au panier l’offre de ${vendor.name}` }).click()
    await expect(page.getByRole("status").filter({ hasText: "Ajouté au panier." })).toBeVisible()
  }

  for (const vendor of vendors) {
    await expect(
      page.getByRole("region", { name: `Vendu et livré par ${vendor.name}` }),
    ).toBeVisible()
  }
  await page.screenshot({ path: `${screenshots}/03-cart.png`, fullPage: true })
  await page.getByRole("link", { name: "Commander", exact: true }).click()

  await fillContact(page)
  await page.screenshot({ path: `${screenshots}/04-contact.png`, fullPage: true })
  await page.getByRole("button", { name: "Continuer vers la livraison" }).click()
  await expect(page.getByRole("group", { name: /^Livraison par / })).toHaveCount(2)
  await page.getByRole("button", { name: "Continuer vers le paiement" }).click()
  await expect(page.getByRole("radio", { name: /Paiement à la livraison/ })).toBeChecked()
  await page.screenshot({ path: `${screenshots}/05-payment.png`, fullPage: true })
  await page.getByRole("button", { name: "Commander et payer à la livraison" }).click()

  await expect(
    page.getByRole("heading", { name: "Merci, votre commande est enregistrée." }),
  ).toBeVisible()
  const numbers = await vendorOrderNumbers(page)
  expect(numbers).toHaveLength(2)
  expect(new Set(numbers).size).toBe(2)
  for (const number of numbers) {
    const card = page.getByRole("article").filter({ hasText: number })
    for (const { name, email } of vendors) {
      if ((await card.getByText(`Vendeur : ${name}`).count()) > 0) {
        numberOf.set(email, number)
      }
    }
  }
  expect(numberOf.size).toBe(2)
  await page.screenshot({ path: `${screenshots}/06-confirmation.png`, fullPage: true })

  await page.getByRole("link", { name: "Suivre ma commande" }).first().click()
  trackingPath = new URL(page.url()).pathname
  expect(trackingPath).toMatch(/^\/suivi\/.+/)
  expect(await vendorOrderNumbers(page)).toEqual(numbers)
})

/** The model and engine lists fill in after the choice before them. */
async function chooseOption(
  page: Page,
  list: string,
  wanted: (label: string) => boolean,
): Promise<void> {
  const select = page.getByLabel(list, { exact: true })
  await expect(select).toBeEnabled()
  const labels = await select.getByRole("option").allTextContents()
  const label = labels.find(wanted)
  expect(label, `${list}: none of ${labels.join(", ")}`).toBeDefined()
  await select.selectOption({ label })
}
