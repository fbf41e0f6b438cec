import { expect, test } from "@playwright/test"
import { openContext } from "./support/page-check"
import { signIn } from "./support/panel"
import { placeOrder, ship, trackingPath } from "./support/settlement"

const server = process.env.SOUK_TEST_API_URL
const screenshots = "e2e/screenshots"
const handle = "frein-express"
const phone = { width: 390, height: 844 }

test("a buyer asks to cancel and reads why not; then reads why the parcel did not come", async ({
  browser,
}) => {
  const parcel = await placeOrder(handle)
  const tracking = await trackingPath(parcel)
  const [home, shop] = [await openContext(browser), await openContext(browser)]
  const [buyer, vendor] = [await home.newPage(), await shop.newPage()]
  await buyer.setViewportSize(phone)
  await vendor.setViewportSize(phone)

  await buyer.goto(tracking)
  await buyer.getByText("Demander l’annulation").click()
  await buyer.getByLabel("Pourquoi annuler ?").fill("Commandé pour la mauvaise voiture")
  await buyer.screenshot({ path: `${screenshots}/order-life-01-ask.png`, fullPage: true })
  await buyer.getByRole("button", { name: "Envoyer la demande" }).click()
  await expect(buyer.getByText("Annulation demandée : le vendeur doit répondre.")).toBeVisible()
  await expect(buyer.getByText("Demander l’annulation")).toHaveCount(0)

  await signIn(vendor, `vendeur@${handle}.example`)
  await vendor.goto(`${server}/app/vendor/orders/${parcel.id}`)
  await expect(vendor.getByText("Commandé pour la mauvaise voiture")).toBeVisible()
  await vendor.screenshot({ path: `${screenshots}/order-life-02-asked.png`, fullPage: true })
  await vendor.getByRole("button", { name: "Refuser", exact: true }).click()
  const drawer = vendor.getByRole("dialog")
  await drawer.getByLabel("Raison du refus").fill("Pièce déjà coupée à la mesure")
  await drawer.getByRole("button", { name: "Refuser", exact: true }).click()
  await expect(vendor.getByText("Demande refusée.")).toBeVisible()

  await buyer.reload()
  await expect(buyer.getByText("est refusée. Pièce déjà coupée à la mesure")).toBeVisible()

  await ship(parcel, handle, "navex")
  await vendor.reload()
  await vendor.getByRole("button", { name: "Colis non remis" }).click()
  await drawer.getByLabel("Raison", { exact: true }).click()
  await vendor.getByRole("option", { name: "Acheteur absent" }).click()
  await vendor.screenshot({ path: `${screenshots}/order-life-03-failed.png` })
  await drawer.getByRole("button", { name: "Noter le passage" }).click()
  await expect(vendor.getByText(/Passage manqué noté/)).toBeVisible()
  await vendor.screenshot({ path: `${screenshots}/order-life-04-noted.png`, fullPage: true })

  await buyer.reload()
  await expect(buyer.getByText("Personne n’était là pour le recevoir.")).toBeVisible()
  await expect(buyer.getByText(/Le transporteur repassera/)).toBeVisible()
  await buyer.screenshot({ path: `${screenshots}/order-life-05-told.png`, fullPage: true })
  await buyer.goto(`/ar${tracking}`)
  await expect(buyer.locator("html")).toHaveAttribute("dir", "rtl")
  await buyer.screenshot({ path: `${screenshots}/order-life-06-arabic.png`, fullPage: true })
  await home.close()
  await shop.close()
})
