import { expect, test, type Page } from "@playwright/test"
import {
  addSomePart,
  buyer,
  goToPayment,
  openSomePart,
  vendorOrderNumbers,
  words,
} from "./support/buyer"
import { announceCoupon, setPrice, setStock } from "./support/operator"
import { checkPage, languages, openContext, watchConsole } from "./support/page-check"

const screenshots = "e2e/screenshots"
const password = "motdepasse-long"

async function register(page: Page, prefix = ""): Promise<string> {
  const email = `histoire-${Date.now()}-${Math.round(Math.random() * 1e6)}@exemple.tn`
  await page.goto(`${prefix}/inscription`)
  const field = (name: string) => page.locator(`main input[name=${name}]`)
  await field("first_name").fill("Leïla")
  await field("last_name").fill("Trabelsi")
  await field("phone").fill("22417905")
  await field("email").fill(email)
  await field("password").fill(password)
  await page.locator("main button[type=submit]").click()
  await expect(page).toHaveURL(/\/compte$/)
  return email
}

/** Chooses by the lists; without a word for the model or engine, the first one. */
async function chooseVehicle(page: Page, make: string): Promise<void> {
  await page.goto("/vehicule")
  await page.getByLabel("Marque", { exact: true }).selectOption({ label: make })
  for (const list of ["Modèle", "Moteur"]) {
    const select = page.getByLabel(list, { exact: true })
    await expect(select).toBeEnabled()
    await select.selectOption({ index: 1 })
  }
  await page.getByRole("button", { name: "Voir les pièces compatibles" }).click()
  await expect(page.getByText(/^Pièces pour votre /)).toBeVisible()
}

const variantOfPart = (page: Page) => page.locator("input[name=variant_id]").first().inputValue()

/** Goes on by the Tab key alone until what has the focus bears this name. */
async function tabTo(
  page: Page,
  role: "button" | "link" | "textbox" | "combobox",
  name: string | RegExp,
): Promise<void> {
  // Des champs ont un nom que d'autres contiennent (Nom, Prénom).
  const isField = role === "textbox" || role === "combobox"
  const target = page.getByRole(role, { name, exact: isField }).first()
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab")
    if (await target.evaluate((element) => element === document.activeElement)) {
      return
    }
  }
  throw new Error(`Tab never reached ${String(name)}`)
}

test("a visitor keeps two vehicles, names one by its plate, and switches in one press", async ({
  page,
}) => {
  await chooseVehicle(page, "Kia")
  await chooseVehicle(page, "Peugeot")
  await page.goto("/vehicule")
  const cards = page.getByRole("region", { name: "Mon garage" }).getByRole("listitem")
  await expect(cards).toHaveCount(2)
  await expect(cards.filter({ hasText: "Peugeot" })).toContainText("Véhicule actif")

  const kia = cards.filter({ hasText: "Kia" })
  await kia.getByText("Immatriculation…").click()
  await kia.getByLabel("Immatriculation", { exact: true }).fill("<b>123</b>")
  await kia.getByRole("button", { name: "Enregistrer" }).click()
  await expect(page.getByRole("alert")).toContainText("123 TU 4567")
  await kia.getByText("Immatriculation…").click()
  await kia.getByLabel("Immatriculation", { exact: true }).fill("123 TU 4567")
  await kia.getByRole("button", { name: "Enregistrer" }).click()
  await expect(kia).toContainText("123 TU 4567")
  await page.screenshot({ path: `${screenshots}/garage.png`, fullPage: true })

  await kia.getByRole("button", { name: /^Utiliser/ }).click()
  await expect(kia).toContainText("Véhicule actif")
  // The active vehicle narrows every list, without being asked again.
  await page.goto("/pieces")
  await expect(page).toHaveURL(/[?&]vehicle=/)
  await expect(page.getByText(/^Pièces pour votre Kia/)).toBeVisible()
})

test("a chassis number says which character is wrong, and never claims to know the model", async ({
  page,
}) => {
  await page.goto("/vehicule")
  const vin = page.getByRole("textbox", { name: "Numéro de châssis (VIN)" })
  await vin.fill("VF1BO0A0H12345678")
  await page.getByRole("button", { name: "Trouver la marque" }).click()
  await expect(vin).toHaveAccessibleDescription(/«\sO\s», en place 5/)
  await vin.fill("VF1BR0A0H1234567")
  await page.getByRole("button", { name: "Trouver la marque" }).click()
  await expect(vin).toHaveAccessibleDescription(/vous en avez écrit 16/)
  await vin.fill("VF1BR0A0H12345678")
  await page.getByRole("button", { name: "Trouver la marque" }).click()
  await expect(vin).not.toHaveAttribute("aria-invalid")
  await expect(page.getByLabel("Modèle", { exact: true })).toHaveValue("")
})

test("an original number leads to the part that replaces it, however it is typed", async ({
  page,
}) => {
  await openSomePart(page)
  const url = new URL(page.url())
  const references = page.getByRole("region", { name: "Références équivalentes" }).getByRole("link")
  const number = await references.first().locator(".ref").textContent()
  await page.goto("/")
  await page
    .getByRole("combobox", { name: /^Chercher/ })
    .fill(number!.replace(/[\s.]/g, "-").toLowerCase())
  await page.keyboard.press("Enter")
  await expect(page.locator(`a[href*="${url.pathname.split("/")[2]}"]`).first()).toBeVisible()
})

test("several values of a filter hold together, each taken off by its chip", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto("/pieces?view=list")
  const brands = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: "Marque", exact: true }) })
  const first = brands.getByRole("link").first()
  const name = (await first.locator(".text").textContent())!
  await first.click()
  await expect(page.getByRole("link", { name: `Retirer le filtre ${name}` })).toBeVisible()
  await expect(page).toHaveURL(/view=list/)
  await page.getByRole("link", { name: `Retirer le filtre ${name}` }).click()
  await expect(page).not.toHaveURL(/brand=/)
})

test("lists and parts are the same page for everybody, and say how long a CDN may keep them", async ({
  page,
}) => {
  await addSomePart(page)
  await openSomePart(page)
  for (const path of ["/pieces", new URL(page.url()).pathname, "/aide"]) {
    const answer = await page.request.get(path)
    const headers = answer.headers()
    expect(headers["cache-control"], path).toContain("s-maxage=60")
    expect(headers["set-cookie"], path).toBeUndefined()
    expect(await answer.text(), path).not.toContain("Panier, 1 article")
    const again = await page.request.get(path, { headers: { "if-none-match": headers.etag! } })
    expect(again.status(), path).toBe(304)
  }
  // The reader's own is filled in by the page itself.
  await expect(page.getByRole("link", { name: "Panier, 1 article" })).toBeVisible()
})

test("search engines find a product, its price, its place and every address", async ({ page }) => {
  await openSomePart(page)
  const blocks = await page.locator('script[type="application/ld+json"]').allTextContents()
  const [product, trail] = blocks.map((text) => JSON.parse(text) as Record<string, unknown>)
  expect(product).toMatchObject({ "@type": "Product", offers: { priceCurrency: "TND" } })
  expect(trail).toMatchObject({ "@type": "BreadcrumbList" })
  for (const language of ["fr", "ar", "en", "x-default"]) {
    await expect(page.locator(`link[hreflang="${language}"]`)).toHaveCount(1)
  }
  const canonical = await page.locator("link[rel=canonical]").getAttribute("href")
  const path = new URL(canonical!).pathname

  const robots = await (await page.request.get("/robots.txt")).text()
  expect(robots).toContain("/sitemap.xml")
  const index = await (await page.request.get("/sitemap.xml")).text()
  expect(index).toContain("/sitemaps/pieces-1.xml")
  expect(await (await page.request.get("/sitemaps/pieces-1.xml")).text()).toContain(path)
  expect((await page.request.get("/sitemaps/pieces-99.xml")).status()).toBe(404)
})

/** Fills the contact step with keys alone: from field to field, letters, and arrows in the lists. */
async function typeContact(page: Page): Promise<void> {
  const w = words.fr
  const type = async (name: string, text: string) => {
    await tabTo(page, "textbox", name)
    await page.keyboard.type(text)
  }
  const choose = async (name: string, label: string) => {
    await tabTo(page, "combobox", name)
    const list = page.getByRole("combobox", { name, exact: true })
    const chosen = list.locator("option:checked")
    await expect(list.getByRole("option", { name: label, exact: true })).toHaveCount(1)
    for (let press = 0; (await chosen.textContent())?.trim() !== label && press < 60; press++) {
      await page.keyboard.press("ArrowDown")
    }
    await expect(chosen).toHaveText(label)
  }
  await type(w.firstName, buyer.firstName)
  await type(w.lastName, buyer.lastName)
  await type(w.phone, buyer.phone)
  await type(w.email, buyer.email)
  await choose(w.governorate, w.governorateName)
  await choose(w.delegation, w.delegationName)
  await type(w.address, buyer.address)
}

test("a whole purchase by keyboard alone", async ({ page }) => {
  test.setTimeout(240_000)
  await page.goto("/pieces?in_stock=true")
  await tabTo(page, "link", "Aller au contenu")
  await page.keyboard.press("Enter")
  const first = page.getByRole("article").first().getByRole("link").first()
  const name = (await first.textContent())!
  await tabTo(page, "link", name)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible()
  await tabTo(page, "button", words.fr.addToCart)
  await page.keyboard.press("Enter")
  await expect(page.getByText(words.fr.added)).toBeVisible()
  await tabTo(page, "link", words.fr.order)
  await page.keyboard.press("Enter")
  await typeContact(page)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("group", { name: /^Livraison par / })).toBeVisible()
  await tabTo(page, "button", words.fr.toPayment)
  await page.keyboard.press("Enter")
  await tabTo(page, "button", words.fr.place)
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  expect(await vendorOrderNumbers(page)).toHaveLength(1)
})

test("a price that changes between cart and order is shown, and must be accepted", async ({
  page,
}) => {
  await openSomePart(page)
  const variant = await variantOfPart(page)
  await page.getByRole("button", { name: words.fr.addToCart }).first().click()
  await goToPayment(page)
  const before = await page.locator("input[name=seen_total]").inputValue()
  const unit = (Number(before) / 1000 + 7.5).toFixed(3)
  await setPrice(variant, Number(unit))

  // The new price reaches the part's offers by an event, a moment after the operator's answer.
  await expect(async () => {
    await page.goto("/panier")
    await expect(page.getByText(/^Le prix est passé de/)).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 15_000 })
  await page.screenshot({ path: `${screenshots}/price-changed.png`, fullPage: true })
  await page.goto("/commande/paiement")
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("alert")).toContainText("Le total a changé")
  expect(await page.locator("input[name=seen_total]").inputValue()).not.toBe(before)
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
})

test("a part sold out between cart and order stops the order and keeps the cart", async ({
  page,
}) => {
  await openSomePart(page)
  const variant = await variantOfPart(page)
  await page.getByRole("button", { name: words.fr.addToCart }).first().click()
  await goToPayment(page)
  await setStock(variant, 0)
  try {
    await page.getByRole("button", { name: words.fr.place }).click()
    await expect(page.getByText("Il n’en reste pas assez.")).toBeVisible()
    await expect(page.getByRole("link", { name: words.fr.order, exact: true })).toHaveCount(0)
    await page.screenshot({ path: `${screenshots}/sold-out.png`, fullPage: true })
  } finally {
    await setStock(variant, 20)
  }
  await page.goto("/panier")
  await page.getByRole("link", { name: words.fr.order, exact: true }).click()
  await page.getByRole("button", { name: words.fr.toDelivery }).click()
  await page.getByRole("button", { name: words.fr.toPayment }).click()
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
})

test("what was typed expires in the middle of checkout: the cart stays", async ({
  page,
  context,
}) => {
  await addSomePart(page)
  await goToPayment(page)
  await context.clearCookies({ name: "souk_checkout" })
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("button", { name: words.fr.toDelivery })).toBeVisible()
  await goToPayment(page)
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
})

test("a buyer with an account pays less with a code, and once only", async ({ page }) => {
  const code = await announceCoupon("FIDELE", { percent_bps: 1_000 })
  const email = await register(page)
  const give = async () => {
    await page.goto("/panier")
    await page.locator("summary").filter({ hasText: "Code de réduction" }).click()
    await page.getByRole("textbox", { name: "Code", exact: true }).fill(code.toLowerCase())
    await page.getByRole("button", { name: "Ajouter", exact: true }).click()
  }
  await addSomePart(page)
  await give()
  await expect(page.getByText(`Code ${code} appliqué.`)).toBeVisible()
  const discount = page.locator("main").getByText("Remise", { exact: true }).first()
  await expect(discount).toBeVisible()
  await page.goto("/commande")
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(email)
  await goToPayment(page, "fr", email)
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  await expect(discount).toBeVisible()

  await addSomePart(page)
  await give()
  await expect(page.getByRole("alert")).toContainText(code)
})

test("a code that does nothing says so", async ({ page }) => {
  await addSomePart(page)
  await page.locator("summary").filter({ hasText: "Code de réduction" }).click()
  await page.getByRole("textbox", { name: "Code", exact: true }).fill("RIEN-DU-TOUT")
  await page.getByRole("button", { name: "Ajouter", exact: true }).click()
  await expect(page.getByRole("alert")).toContainText("RIEN-DU-TOUT")
})

for (const language of languages) {
  test(`every page of an account holds in ${language}`, async ({ browser }) => {
    test.setTimeout(240_000)
    const context = await openContext(browser)
    const page = await context.newPage()
    const errors = watchConsole(page)
    const { prefix } = words[language]
    await register(page, prefix)
    const paths = ["", "/profil", "/adresses", "/adresses/nouvelle", "/mot-de-passe", "/donnees"]
    for (const path of [...paths.map((one) => `/compte${one}`), "/vehicule", "/vendre"]) {
      const response = await page.goto(prefix + path)
      expect(response?.status(), path).toBe(200)
      await checkPage(page, language, errors)
    }
    await page.goto(`${prefix}/compte/profil`)
    await page.locator("input[name=phone]").fill("12")
    await page.locator("main form.panel button").click()
    await expect(page.getByRole("alert")).toBeVisible()
    await checkPage(page, language, errors)
    expect((await page.goto(`${prefix}/compte/adresses/caaddr_autre`))?.status()).toBe(404)
    await context.close()
  })
}

test("a buyer keeps an address, takes its data away, and closes the account", async ({ page }) => {
  const email = await register(page)
  await addSomePart(page)
  await goToPayment(page)
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  const [number] = await vendorOrderNumbers(page)

  await page.goto("/compte/adresses")
  await expect(page.getByText("12 rue des Jasmins")).toBeVisible()
  const file = await page.request.get("/compte/donnees/export")
  expect(file.headers()["content-disposition"]).toContain("attachment")
  const data = (await file.json()) as { customer: { email: string }; orders: object[] }
  expect(data.customer.email).toBe(email)
  expect(JSON.stringify(data.orders)).toContain(number)

  await page.goto("/compte/donnees")
  await page.getByLabel("Mot de passe actuel").fill("pas-le-bon")
  await page.getByRole("button", { name: "Fermer mon compte pour toujours" }).click()
  await expect(page.getByLabel("Mot de passe actuel")).toHaveAccessibleDescription(
    /n'est pas le bon/,
  )
  await page.getByLabel("Mot de passe actuel").fill(password)
  await page.getByRole("button", { name: "Fermer mon compte pour toujours" }).click()
  await expect(page.getByText("Compte fermé.")).toBeVisible()
  await page.goto("/compte")
  await expect(page).toHaveURL(/\/connexion/)
})

test("a shop asks to sell here, and its form says what to correct", async ({ page }) => {
  await page.goto("/vendre")
  await page.getByRole("link", { name: "Créer un compte" }).click()
  await expect(page).toHaveURL(/retour=%2Fvendre/)
  await register(page)
  await page.goto("/vendre")
  await page.getByRole("textbox", { name: "Nom du magasin" }).fill("Freins de la Médina")
  await page.getByRole("textbox", { name: "Matricule fiscal" }).fill("123")
  await page.getByRole("button", { name: "Envoyer la demande" }).click()
  await expect(page.getByRole("alert")).toContainText("champs sont à corriger")
  await expect(page.getByRole("textbox", { name: "Nom du magasin" })).toHaveValue(
    "Freins de la Médina",
  )

  const digits = String(Date.now()).slice(-7)
  await page.getByRole("textbox", { name: "Société" }).fill("Freins de la Médina SARL")
  await page.getByRole("textbox", { name: "Matricule fiscal" }).fill(`${digits}A/P/M/000`)
  await page.getByRole("textbox", { name: "Téléphone" }).fill("71 204 518")
  await page.getByRole("textbox", { name: "E-mail" }).fill(`medina-${digits}@exemple.tn`)
  await page.getByLabel("Gouvernorat", { exact: true }).selectOption({ label: "Tunis" })
  await page.getByLabel("Délégation", { exact: true }).selectOption({ index: 1 })
  await page.getByRole("textbox", { name: "Adresse", exact: true }).fill("3 rue de la Kasbah")
  await page.getByRole("button", { name: "Envoyer la demande" }).click()
  await expect(page.getByText(/^Demande reçue pour Freins de la Médina/)).toBeVisible()
})
