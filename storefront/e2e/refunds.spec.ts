import { expect, test } from "@playwright/test"
import { asOperator } from "./support/operator"
import { signIn } from "./support/panel"

const server = process.env.SOUK_TEST_API_URL
const screenshots = "e2e/screenshots"

type Slice = {
  id: string
  order_id: string
  number: string
  vendor: { handle: string }
  buyer: { phone: string }
}

/** An order paid in cash, all of it delivered, of which nothing was given back. */
async function deliveredOrder(): Promise<{ slice: Slice; display: string }> {
  const operator = await asOperator()
  const paid = await operator.get("/admin/order-payments", {
    params: { status: "paid", limit: 100 },
  })
  const { order_payments } = (await paid.json()) as {
    order_payments: { order_id: string; order_display_id: number; payment_method: string }[]
  }
  // What other stories paid online goes back by its gateway, at once.
  const payment = order_payments.find((one) => one.payment_method === "cod")
  if (!payment) throw new Error("The seed delivered no order")
  const slices = await operator.get("/admin/vendor-orders", {
    params: { order_id: payment.order_id },
  })
  const { vendor_orders } = (await slices.json()) as { vendor_orders: Slice[] }
  await operator.dispose()
  return { slice: vendor_orders[0]!, display: String(payment.order_display_id) }
}

test.describe("money goes back to a buyer", () => {
  test.use({ viewport: { width: 1280, height: 900 } })

  test("the operator reads what a refund does, decides it, pays by hand and says so", async ({
    page,
  }) => {
    const { slice, display } = await deliveredOrder()
    await signIn(page, "operateur@souk.example")
    await page.getByRole("link", { name: "Paiements", exact: true }).click()
    await page.getByRole("button", { name: "Payé", exact: true }).click()
    await page.getByRole("link", { name: `#${display}` }).click()
    await expect(page.getByRole("heading", { name: new RegExp(`#${display}`) })).toBeVisible()
    await page.screenshot({ path: `${screenshots}/refund-01-payment.png`, fullPage: true })

    await page.getByRole("button", { name: "Rembourser ou annuler" }).click()
    const drawer = page.getByRole("dialog")
    const scope = drawer.getByLabel("Commande", { exact: true })
    if (!(await scope.innerText()).includes(slice.number)) {
      await scope.click()
      await page.getByRole("option", { name: new RegExp(slice.number) }).click()
    }
    await drawer.getByLabel("Étendue").click()
    await page.getByRole("option", { name: /Des pièces/ }).click()
    await drawer.getByRole("spinbutton").first().fill("1")
    await drawer.getByLabel("Motif").fill("Disque voilé à la réception")
    await drawer.getByRole("button", { name: "Voir l'aperçu" }).click()
    const effects = drawer.getByRole("region", { name: "Effets du remboursement" })
    await expect(effects).toContainText("Commission rendue")
    await expect(effects).toContainText("Quitte le compte du vendeur")
    await page.screenshot({ path: `${screenshots}/refund-02-preview.png` })
    await drawer.getByRole("button", { name: /^Rembourser / }).dblclick()
    await expect(page.getByText(/Remboursement décidé/)).toBeVisible()

    const list = page.getByRole("region", { name: "Remboursements et annulations" })
    await expect(list.getByText("Disque voilé à la réception")).toHaveCount(1)
    await expect(list).toContainText("À payer à la main")

    await page.goto(`${server}/app/order-payments/due`)
    await page
      .getByRole("row", { name: new RegExp(`#${display}`) })
      .getByRole("button", { name: "Marquer payé" })
      .click()
    await drawer.getByLabel("Référence").fill("Virement 2211")
    await drawer.getByRole("button", { name: "C'est payé" }).click()
    await expect(page.getByText("Remboursement payé.")).toBeVisible()

    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${server}/app/order-payments/${slice.order_id}`)
    await expect(list).toContainText("Virement 2211")
    await expect(page.getByRole("region", { name: "Mouvements" })).toContainText(
      "Acheteur remboursé",
    )
    await page.screenshot({ path: `${screenshots}/refund-03-phone.png`, fullPage: true })

    // The buyer's own page says it too.
    await page.goto("/suivi")
    await page.getByRole("textbox", { name: "Numéro de commande" }).fill(display)
    await page.getByRole("textbox", { name: "Téléphone" }).fill(slice.buyer.phone)
    await page.getByRole("button", { name: "Voir ma commande" }).click()
    const refunds = page.getByRole("region", { name: "Remboursements" }).first()
    await expect(refunds).toContainText("Remboursé le")
    await expect(refunds).toContainText("Disque voilé à la réception")
    await page.screenshot({ path: `${screenshots}/refund-04-buyer.png`, fullPage: true })
  })

  test("the vendor makes a coupon on its own offers", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 })
    await signIn(page, "vendeur@frein-express.example")
    await page.getByRole("navigation").getByRole("link", { name: "Coupons" }).click()
    await page.getByRole("button", { name: "Créer un coupon" }).first().click()
    const drawer = page.getByRole("dialog")
    await drawer.getByLabel("Code", { exact: true }).fill("frein10")
    await drawer.getByLabel("Nom").fill("Dix pour cent de novembre")
    await drawer.getByLabel("Pourcentage (%)").fill("10")
    await drawer.getByLabel("Par acheteur, au plus").fill("1")
    await page.screenshot({ path: `${screenshots}/refund-05-coupon.png` })
    await drawer.getByRole("button", { name: "Créer", exact: true }).click()
    await expect(page.getByText("Coupon créé.")).toBeVisible()
    const card = page.getByRole("main").getByRole("listitem").first()
    await expect(card).toContainText("FREIN10")
    await card.getByRole("button", { name: "Arrêter" }).click()
    await expect(card).toContainText("Arrêté")
    await page.screenshot({ path: `${screenshots}/refund-06-coupons.png` })
  })
})
