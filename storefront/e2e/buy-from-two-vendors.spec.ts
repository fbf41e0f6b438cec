import { expect, test, type Page } from "@playwright/test"
import { fillContact, vendorOrderNumbers } from "./support/buyer"
import { vehicleServedBy } from "./support/vehicles"
import { signIn } from "./support/panel"

const screenshots = "e2e/screenshots"
const admin = process.env.SOUK_TEST_API_URL
const vendors = [
  { handle: "frein-express", name: "Frein Express", email: "vendeur@frein-express.example" },
  {
    handle: "sfax-auto-pieces",
    name: "Sfax Auto Pièces",
    email: "vendeur@sfax-auto-pieces.example",
  },
]
test.describe.configure({ mode: "serial" })

/** What the buyer keeps, and the vendors look for. */
let trackingPath = ""
const numberOf = new Map<string, string>()

test("a guest picks a vehicle, buys from two vendors and follows both orders", async ({ page }) => {
  const vehicle = await vehicleServedBy(vendors.map(({ handle }) => handle))
  const model = vehicle.model.name
  await page.goto("/")
  await chooseOption(page, "Marque", (label) => label === vehicle.make.name)
  await chooseOption(page, "Modèle", (label) => label === model || label.startsWith(`${model} ·`))
  await expect(page.getByLabel("Moteur", { exact: true })).toBeEnabled()
  await page.getByLabel("Moteur", { exact: true }).selectOption(vehicle.id)
  await page.screenshot({ path: `${screenshots}/01-vehicle.png` })
  await page.getByRole("button", { name: "Voir les pièces compatibles" }).click()
  await expect(page.getByText(`Pièces pour votre ${vehicle.make.name}`)).toBeVisible()

  for (const vendor of vendors) {
    await page.goto("/pieces?in_stock=true")
    await page.locator("summary").filter({ hasText: "Filtrer" }).click()
    await page.getByRole("link", { name: vendor.name }).click()
    await expect(page.getByRole("link", { name: `Retirer le filtre ${vendor.name}` })).toBeVisible()
    await page.getByRole("article").first().getByRole("link").first().click()
    await expect(page.getByText(`Cette pièce va sur votre ${vehicle.make.name}`)).toBeVisible()
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

for (const vendor of vendors) {
  test(`${vendor.name} sees its own part of the order and not the other's`, async ({ page }) => {
    const own = numberOf.get(vendor.email)
    const foreign = [...numberOf].find(([email]) => email !== vendor.email)?.[1]
    await signIn(page, vendor.email)
    await page.goto(`${admin}/app/vendor/orders`)
    await expect(orderCard(page, own!)).toBeVisible()
    await expect(orderCard(page, foreign!)).toHaveCount(0)
    await page.screenshot({ path: `${screenshots}/07-vendor-${vendors.indexOf(vendor) + 1}.png` })
  })
}

test("one vendor confirms, and the buyer's tracking page says so", async ({ page }) => {
  const [first, second] = vendors
  const number = numberOf.get(first!.email)!
  await signIn(page, first!.email)
  await page.goto(`${admin}/app/vendor/orders`)
  await orderCard(page, number).getByRole("link").click()
  await page.getByRole("button", { name: "Confirmer la commande" }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Oui, confirmer" }).click()
  await expect(page.getByRole("region", { name: "Suivi" })).toContainText("Commande confirmée")

  await page.goto(trackingPath)
  const card = (email: string) => page.getByRole("article").filter({ hasText: numberOf.get(email) })
  await expect(card(first!.email).getByText("confirmée", { exact: true })).toBeVisible()
  await expect(card(first!.email).getByText("Confirmée par le vendeur")).toBeVisible()
  await expect(card(second!.email).getByText("nouvelle", { exact: true })).toBeVisible()
  await page.screenshot({ path: `${screenshots}/08-tracking.png`, fullPage: true })
})

/** An order in the vendor's list, by its exact number. */
const orderCard = (page: Page, number: string) =>
  page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByText(number, { exact: true }) })

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
