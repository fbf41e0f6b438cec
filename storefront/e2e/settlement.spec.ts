import { readFileSync } from "node:fs"
import { expect, test, type Page } from "@playwright/test"
import { openContext } from "./support/page-check"
import { signIn } from "./support/panel"
import {
  carrierFile,
  credit,
  dinarsSaid,
  inviteTreasurer,
  setReturnDays,
  shipParcel,
  treasurer,
  type Parcel,
  type Shop,
} from "./support/settlement"

const server = process.env.SOUK_TEST_API_URL
const screenshots = "e2e/screenshots"
const operator = "operateur@souk.example"
const handle = "frein-express"
const other = "sfax-auto-pieces"

let shop: Shop
let second: Shop

test.use({ viewport: { width: 1280, height: 900 } })

test.beforeAll(async () => {
  await inviteTreasurer()
  shop = await setReturnDays(handle, 0)
  second = await setReturnDays(other, 0)
})

test.afterAll(async () => {
  await setReturnDays(handle, shop.return_days)
  await setReturnDays(other, second.return_days)
})

/** What a vendor may draw, as its Money page says it. */
async function availableOf(page: Page): Promise<number> {
  await page.goto(`${server}/app/vendor/money`)
  const figure = page
    .getByText("Disponible", { exact: true })
    .locator("xpath=following-sibling::*[1]")
  await expect(figure).toHaveText(/\d/)
  const said = await figure.innerText()
  return Number(said.replace(/[^\d−-]/g, "").replace("−", "-"))
}

test("a carrier pays one millime less and a parcel nobody knows: two people settle it", async ({
  page,
  browser,
}) => {
  const exact = await shipParcel(handle, "navex")
  const short: Parcel = await shipParcel(handle, "navex")
  const desk = await openContext(browser)
  const vendor = await desk.newPage()
  await signIn(vendor, `vendeur@${handle}.example`)
  const before = await availableOf(vendor)

  await signIn(page, operator)
  await page.goto(`${server}/app/remittances`)
  await page.getByRole("button", { name: "Importer un reversement" }).click()
  const drawer = page.getByRole("dialog")
  await drawer.getByLabel("Transporteur").click()
  await page.getByRole("option", { name: "Navex" }).click()
  const reference = `BORD-${Date.now()}`
  await drawer.getByLabel("Référence du bordereau").fill(reference)
  await drawer.getByLabel("Fichier CSV ou Excel").setInputFiles(
    carrierFile([
      { number: exact.number, millimes: exact.total_millimes },
      { number: short.number, millimes: short.total_millimes - 1 },
      { number: "999999-7", millimes: 12_500 },
    ]),
  )
  await drawer.getByRole("button", { name: "Voir l'aperçu" }).click()
  const preview = drawer.getByRole("region", { name: "Aperçu" })
  await expect(preview).toContainText("Rapprochées : 1. Mises de côté : 2.")
  await expect(preview.getByRole("listitem")).toHaveCount(2)
  await expect(preview).toContainText("Montant différent")
  await expect(preview).toContainText("Colis inconnu")
  await page.screenshot({ path: `${screenshots}/settlement-01-preview.png` })
  await drawer.getByRole("button", { name: "Enregistrer" }).click()
  await expect(page.getByRole("row", { name: new RegExp(reference) })).toContainText(
    "À trancher : 2",
  )
  await page.screenshot({ path: `${screenshots}/settlement-02-list.png`, fullPage: true })

  // The parcel that matched is paid at once; the two others count for nothing yet.
  await expect.poll(() => availableOf(vendor)).toBeGreaterThan(before)
  const afterMatch = await availableOf(vendor)

  await page.getByRole("link", { name: "Anomalies", exact: true }).click()
  await page.getByRole("button", { name: "Trancher la ligne 999999-7" }).first().click()
  await drawer.getByLabel("Motif").fill("Colis d'un autre marchand, rendu à Navex")
  await drawer.getByRole("button", { name: "Écarter la ligne" }).click()
  await expect(drawer).toHaveCount(0)
  await page.getByRole("button", { name: `Trancher la ligne ${short.number}` }).click()
  await expect(drawer.getByRole("status")).toContainText(shop.name)
  await expect(drawer.getByRole("status")).toContainText("Écart de")
  await drawer.getByLabel("Motif").fill("Arrondi du transporteur, vu avec lui")
  await page.screenshot({ path: `${screenshots}/settlement-03-settle.png` })
  await drawer.getByRole("button", { name: "Proposer" }).click()
  await page.getByRole("button", { name: "À accepter", exact: true }).click()
  const proposed = page.getByRole("row", { name: new RegExp(short.number) })
  await expect(proposed).toContainText("Une autre personne doit l'accepter.")
  await expect(proposed.getByRole("button", { name: "Accepter" })).toHaveCount(0)
  expect(await availableOf(vendor)).toBe(afterMatch)

  const office = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const colleague = await office.newPage()
  await signIn(colleague, treasurer)
  await colleague.goto(`${server}/app/remittances/exceptions?status=proposed`)
  const waiting = colleague.getByRole("row", { name: new RegExp(short.number) })
  await expect(waiting).toContainText("Arrondi du transporteur, vu avec lui")
  await colleague.screenshot({ path: `${screenshots}/settlement-04-accept.png`, fullPage: true })
  await waiting.getByRole("button", { name: "Accepter" }).click()
  await expect(colleague.getByText("Anomalie tranchée.")).toBeVisible()
  await office.close()

  await expect.poll(() => availableOf(vendor)).toBeGreaterThan(afterMatch)
  await vendor.screenshot({ path: `${screenshots}/settlement-05-money.png`, fullPage: true })
  await desk.close()
})

test("a payout run is prepared by one, approved by another, paid and rejected line by line", async ({
  page,
  browser,
}) => {
  await credit(shop.id, 150_001)
  await credit(second.id, 80_500)
  await signIn(page, operator)
  await page.goto(`${server}/app/payouts`)
  await page.getByRole("button", { name: "Préparer un lot" }).click()
  await expect(page.getByRole("heading", { name: /^Lot du / })).toBeVisible()
  await expect(page.getByText(/^Vous avez préparé ce lot/)).toBeVisible()
  await expect(page.getByRole("button", { name: "Approuver" })).toHaveCount(0)
  await page.screenshot({ path: `${screenshots}/settlement-06-prepared.png`, fullPage: true })

  const office = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const colleague = await office.newPage()
  await signIn(colleague, treasurer)
  await colleague.goto(page.url())
  await colleague.getByRole("button", { name: "Approuver" }).click()
  await expect(colleague.getByText("Lot décidé.")).toBeVisible()
  await office.close()

  await page.reload()
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Virements en CSV" }).click(),
  ])
  const transfers = readFileSync(await file.path(), "utf8")
  expect(transfers).toContain(shop.name)
  expect(transfers).toContain(second.name)

  const line = (vendor: Shop) =>
    page.getByRole("main").getByRole("listitem").filter({ hasText: vendor.name })
  await line(shop)
    .getByRole("button", { name: `Payé : ${shop.name}` })
    .click()
  await page.getByRole("button", { name: "Noter payé" }).click()
  await expect(line(shop)).toContainText("Payé")
  await line(second)
    .getByRole("button", { name: `Rejeté : ${second.name}` })
    .click()
  await page.getByLabel("Ce qu'a dit la banque").fill("Compte clôturé")
  await page.getByRole("button", { name: "Noter le rejet" }).click()
  await expect(line(second)).toContainText("Rejeté par la banque")
  await expect(line(second)).toContainText("Compte clôturé")
  await page.screenshot({ path: `${screenshots}/settlement-07-settled.png`, fullPage: true })
  const paid = await line(shop)
    .getByText(/\d,\d{3}/)
    .first()
    .innerText()
  const millimes = Number(paid.replace(/\D/g, ""))

  const desk = await openContext(browser)
  const vendor = await desk.newPage()
  await signIn(vendor, `vendeur@${handle}.example`)
  await vendor.goto(`${server}/app/vendor/money/payouts`)
  await vendor.getByLabel("Langue").selectOption({ label: "العربية" })
  await expect(vendor.getByRole("heading", { name: "الدفعات", level: 1 })).toBeVisible()
  await expect(vendor.locator("html")).toHaveAttribute("dir", "rtl")
  const own = vendor.getByRole("main").getByRole("listitem").first()
  await expect(own).toContainText("مدفوعة")
  await expect(own).toContainText(dinarsSaid(millimes))
  await vendor.screenshot({ path: `${screenshots}/settlement-08-arabic.png`, fullPage: true })
  await desk.close()
})
