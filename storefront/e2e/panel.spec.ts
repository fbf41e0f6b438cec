import { expect, test, type Browser, type Page } from "@playwright/test"
import { signIn } from "./support/panel"

const server = process.env.SOUK_TEST_API_URL
const screenshots = "e2e/screenshots"
const operator = "operateur@souk.example"
const freinExpress = "vendeur@frein-express.example"
const sfaxAutoPieces = "vendeur@sfax-auto-pieces.example"
const wide = { width: 1280, height: 900 }

test.beforeAll(() => {
  expect(
    server,
    "SOUK_TEST_API_URL is the address of the API, which serves the admin at /app",
  ).toBeTruthy()
})

test("a vendor on a phone sees its own pages and nothing of the marketplace's", async ({
  page,
}) => {
  await watchForCoreMenu(page)
  await signIn(page, freinExpress)
  await expect(page).toHaveURL(`${server}/app/vendor`)
  await expect(page.locator("html")).toHaveAttribute("lang", "fr")
  await expect(page.getByRole("heading", { name: "Accueil" })).toBeVisible()
  expect(await menuOf(page)).toEqual([
    "Accueil",
    "Commandes",
    "Offres",
    "Coupons",
    "Argent",
    "Boutique",
  ])
  await expect(page.getByRole("link", { name: "Produits" })).toBeHidden()
  await expect(page.getByRole("link", { name: "Paramètres" })).toBeHidden()
  await page.screenshot({ path: `${screenshots}/panel-01-vendor-home.png`, fullPage: true })

  for (const core of ["/app/orders", "/app/settings", "/app/settings/profile", "/app/vendors"]) {
    await page.goto(server + core)
    await expect(page).toHaveURL(`${server}/app/vendor`)
    await expect(page.getByRole("heading", { name: "Accueil" })).toBeVisible()
  }
  await page.keyboard.press("Control+k")
  await page.keyboard.press("g")
  await page.keyboard.press(",")
  await page.waitForTimeout(1000)
  await expect(page.getByRole("dialog")).toHaveCount(0)
  await expect(page).toHaveURL(`${server}/app/vendor`)

  expect(await sawCoreMenu(page), "core's menu showed for a moment").toBe(false)
  await expect(page.locator("[data-sonner-toast]")).toHaveCount(0)
})

test("a vendor's lists hold its own orders and offers only", async ({ page, browser }) => {
  await signIn(page, freinExpress)
  await openFromMenu(page, "Commandes")
  const mine = await cardsOf(page)
  await page.screenshot({ path: `${screenshots}/panel-02-vendor-orders.png` })
  await openFromMenu(page, "Offres")
  const offers = await cardsOf(page)

  const other = await anotherPage(browser)
  await signIn(other, sfaxAutoPieces)
  await openFromMenu(other, "Commandes")
  const theirs = await cardsOf(other)
  await openFromMenu(other, "Offres")
  const theirOffers = await cardsOf(other)

  expect(mine.filter((order) => theirs.includes(order))).toEqual([])
  expect(offers.filter((offer) => theirOffers.includes(offer))).toEqual([])

  // The address of another vendor's order leads nowhere.
  await openFromMenu(other, "Commandes")
  await other.getByRole("main").getByRole("listitem").first().getByRole("link").click()
  await expect(other.getByRole("heading", { name: /^Commande \S+/ })).toBeVisible()
  await page.goto(other.url())
  await expect(page.getByRole("alert")).toContainText("Ces données n'ont pas pu être chargées")
  await other.context().close()
})

test("a vendor reads what confirming does, then confirms an order", async ({ page }) => {
  await signIn(page, sfaxAutoPieces)
  await page.getByRole("link", { name: /^Nouvelles commandes/ }).click()
  await expect(page.getByRole("button", { name: "Nouvelle", pressed: true })).toBeVisible()
  await page.getByRole("main").getByRole("listitem").last().getByRole("link").click()

  const buyer = page.getByRole("region", { name: "Acheteur" })
  await expect(buyer.getByRole("link")).toHaveAttribute("href", /^tel:\+216\d{8}$/)
  await page.getByRole("button", { name: "Confirmer la commande" }).click()
  const dialog = page.getByRole("alertdialog")
  await expect(dialog).toContainText("sortent aussitôt de votre stock")
  await dialog.getByRole("button", { name: "Oui, confirmer" }).click()

  await expect(page.getByText(/^Commande .+ confirmée\. Préparez le colis\.$/)).toBeVisible()
  await expect(page.getByRole("region", { name: "Suivi" })).toContainText("Commande confirmée")
  await expect(page.getByRole("button", { name: "Confirmer la commande" })).toHaveCount(0)
  await page.screenshot({ path: `${screenshots}/panel-03-vendor-order.png`, fullPage: true })
})

test("the packing slip goes on paper alone, and without prices", async ({ page }) => {
  await signIn(page, freinExpress)
  await openFromMenu(page, "Commandes")
  await page.getByRole("main").getByRole("listitem").first().getByRole("link").click()
  await expect(page.getByRole("region", { name: "Articles" })).toBeVisible()
  await page.emulateMedia({ media: "print" })
  await expect(page.getByText("Bordereau de préparation")).toBeVisible()
  await expect(page.locator("main")).toBeHidden()
  expect(await page.locator("body").innerText()).not.toMatch(/\d,\d{3}\sDT/)
})

test("a vendor works in Arabic, from right to left", async ({ page }) => {
  await signIn(page, freinExpress)
  await page.getByLabel("Langue").selectOption({ label: "العربية" })
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl")
  expect(await menuOf(page)).toEqual([
    "الرئيسية",
    "الطلبات",
    "العروض",
    "القسائم",
    "المال",
    "المتجر",
  ])
  await openFromMenu(page, "الطلبات")
  await expect(page.getByRole("main").getByRole("listitem").first()).toContainText("د.ت")
  await page.reload()
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl")
  await expect(page.getByRole("heading", { name: "الطلبات" })).toBeVisible()
  await page.screenshot({ path: `${screenshots}/panel-04-vendor-arabic.png` })
})

test.describe("on a desk", () => {
  test.use({ viewport: wide })

  test("an operator keeps core's menu and never sees the vendor's pages", async ({ page }) => {
    await signIn(page, operator)
    await expect(page).toHaveURL(/\/app\/orders$/)
    for (const name of ["Produits", "Clients", "Paramètres", "Vendeurs"]) {
      await expect(page.getByRole("link", { name, exact: true })).toBeVisible()
    }
    await expect(page.getByRole("navigation", { name: "Menu de l'espace vendeur" })).toHaveCount(0)
    await page.goto(`${server}/app/vendor/orders`)
    await expect(page).toHaveURL(/\/app\/orders$/)
  })

  test("an operator suspends a vendor and approves it again, with reasons", async ({
    page,
    browser,
  }) => {
    const vendor = "Casse El Amel"
    await signIn(page, operator)
    await page.getByRole("link", { name: "Vendeurs", exact: true }).click()
    await page.getByRole("searchbox").fill("casse")
    await page.getByRole("link", { name: vendor }).click()
    await expect(page.getByRole("heading", { name: vendor })).toBeVisible()

    await page.getByRole("button", { name: "Suspendre" }).click()
    const drawer = page.getByRole("dialog")
    await expect(drawer.getByRole("button", { name: "Suspendre" })).toBeDisabled()
    await drawer.getByLabel("Motif").fill("Trois colis non conformes en une semaine.")
    await drawer.getByRole("button", { name: "Suspendre" }).click()
    await expect(page.getByText(`${vendor} : Suspendu.`)).toBeVisible()
    const history = page.getByRole("region", { name: "Historique du statut" })
    await expect(history.getByRole("listitem").first()).toContainText("Approuvé → Suspendu")
    await expect(history.getByRole("listitem").first()).toContainText("Trois colis non conformes")
    await page.screenshot({ path: `${screenshots}/panel-05-operator-vendor.png` })

    const shop = await anotherPage(browser)
    await signIn(shop, "vendeur@casse-el-amel.example")
    await expect(shop.getByRole("alert")).toContainText("Votre boutique est suspendue.")
    await expect(shop.getByRole("alert")).toContainText("Trois colis non conformes")
    await shop.context().close()

    await page.getByRole("button", { name: "Approuver" }).click()
    await drawer.getByLabel("Motif").fill("Le vendeur a remboursé ses acheteurs.")
    await drawer.getByRole("button", { name: "Approuver" }).click()
    await expect(history.getByRole("listitem").first()).toContainText("Suspendu → Approuvé")
    await expect(page.getByRole("button", { name: "Suspendre" })).toBeVisible()
  })

  test("an operator sees an order's slices add up to the order", async ({ page }) => {
    await signIn(page, operator)
    await page.getByRole("link", { name: "Commandes vendeurs" }).click()
    const rows = page.getByRole("main").getByRole("table").getByRole("row")
    // `14-2` is the second part of order 14: that order has two vendors.
    await rows
      .getByRole("link", { name: /^\S+-2$/ })
      .first()
      .click()

    const slices = page.getByRole("region", { name: "Parts des vendeurs" })
    await expect(slices.getByText("Gain du vendeur")).toHaveCount(2)
    await expect(slices.getByText("Écritures au grand livre").first()).toBeVisible()
    await expect(slices.getByText("Égal au total de la commande")).toBeVisible()
    await slices.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${screenshots}/panel-06-operator-slices.png` })
  })
})

async function anotherPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } })
  return context.newPage()
}

/** The vendor's menu is the only one a vendor has. */
async function menuOf(page: Page): Promise<string[]> {
  await expect(page.getByRole("navigation")).toHaveCount(1)
  return page.getByRole("navigation").getByRole("link").allInnerTexts()
}

async function openFromMenu(page: Page, name: string): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name }).click()
}

async function cardsOf(page: Page): Promise<string[]> {
  const cards = page.getByRole("main").getByRole("listitem")
  await expect(cards.first()).toBeVisible()
  return cards.allInnerTexts()
}

/** Notes on every frame whether core's sidebar is on the screen, through every load of a page. */
async function watchForCoreMenu(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = () => {
      const seen = [...document.querySelectorAll("aside")].some((menu) => menu.checkVisibility())
      if (seen) sessionStorage.setItem("saw-core-menu", "yes")
      requestAnimationFrame(look)
    }
    look()
  })
}

async function sawCoreMenu(page: Page): Promise<boolean> {
  return page.evaluate(() => sessionStorage.getItem("saw-core-menu") === "yes")
}
