import { expect, test } from "@playwright/test"
import { addSomePart, goToPayment, openSomePart, vendorOrderNumbers, words } from "./support/buyer"
import type { Language } from "./support/buyer"
import { checkPage, languages, openContext, watchConsole } from "./support/page-check"

/** Pages anybody can open at their address, and what they answer. */
const addresses: [string, number][] = [
  ["/", 200],
  ["/pieces", 200],
  ["/pieces?q=frein&in_stock=true&price_max=200", 200],
  ["/pieces?q=zzzzzzzz", 200],
  ["/categories", 200],
  ["/pieces?view=list&brand=Bosch", 200],
  ["/vehicule", 200],
  ["/vehicule?vin=VF1BO0A0H12345678", 200],
  ["/vendre", 200],
  ["/aide", 200],
  ["/contact", 200],
  ["/conditions", 200],
  ["/confidentialite", 200],
  ["/mentions-legales", 200],
  ["/panier", 200],
  ["/suivi", 200],
  ["/connexion", 200],
  ["/inscription", 200],
  ["/mot-de-passe-oublie", 200],
  ["/nouveau-mot-de-passe", 410],
  ["/vendeurs", 200],
  ["/vendeurs/frein-express", 200],
  ["/vendeurs/personne", 404],
  ["/categorie/rien", 404],
  ["/piece/part_absente/x", 404],
  ["/cette-page-n-existe-pas", 404],
]

const pathOf = (language: Language, path: string): string =>
  path === "/" ? words[language].prefix || "/" : words[language].prefix + path

for (const language of languages) {
  test(`every public page holds in ${language}, light and dark`, async ({ browser }) => {
    test.setTimeout(300_000)
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await openContext(browser, { colorScheme })
      const page = await context.newPage()
      const errors = watchConsole(page)
      for (const [path, status] of addresses) {
        const response = await page.goto(pathOf(language, path))
        expect(response?.status(), path).toBe(status)
        await checkPage(page, language, errors)
      }
      await openSomePart(page, language)
      await checkPage(page, language, errors)
      await context.close()
    }
  })

  test(`the whole purchase holds in ${language}`, async ({ browser }) => {
    const context = await openContext(browser)
    const page = await context.newPage()
    const errors = watchConsole(page)
    const w = words[language]
    await addSomePart(page, language)
    await checkPage(page, language, errors)
    await page.screenshot({ path: `e2e/screenshots/cart-${language}.png`, fullPage: true })

    await page.goto(`${w.prefix}/commande`)
    await checkPage(page, language, errors)
    await page.getByRole("button", { name: w.toDelivery }).click()
    await expect(page.getByRole("alert")).toBeVisible()
    await checkPage(page, language, errors)

    await goToPayment(page, language)
    await checkPage(page, language, errors)
    await page.screenshot({ path: `e2e/screenshots/payment-${language}.png`, fullPage: true })
    await page.getByRole("button", { name: w.place }).click()
    await expect(page.getByRole("heading", { name: w.thanks })).toBeVisible()
    await checkPage(page, language, errors)
    await page.screenshot({ path: `e2e/screenshots/confirmation-${language}.png`, fullPage: true })
    await context.close()
  })
}

test("no script, style or token is inline, and the headers say what a page may load", async ({
  page,
  context,
}) => {
  await addSomePart(page)
  const response = await page.goto("/panier")
  const headers = response?.headers() ?? {}
  expect(headers["content-security-policy"]).toContain("script-src 'self';")
  expect(headers["content-security-policy"]).not.toContain("unsafe-inline")
  expect(headers["x-content-type-options"]).toBe("nosniff")
  expect(headers["cache-control"]).toContain("private")
  expect(await page.locator("script:not([src]), style, [style]").count()).toBe(0)

  const session = (await context.cookies()).find(({ name }) => name === "souk_session")
  expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax" })
  expect(await page.content()).not.toContain("cart_")
})

test("without JavaScript one browses, filters, chooses a vehicle and orders", async ({
  browser,
}) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
  })
  const page = await context.newPage()
  const w = words.fr

  await page.goto("/")
  await page.getByLabel("Marque", { exact: true }).selectOption({ label: "Peugeot" })
  await page.getByRole("button", { name: "Continuer" }).click()
  await page.getByLabel("Modèle", { exact: true }).selectOption({ index: 1 })
  await page.getByRole("button", { name: "Continuer" }).click()
  await page.getByLabel("Moteur", { exact: true }).selectOption({ index: 1 })
  await page.getByRole("button", { name: "Voir les pièces compatibles" }).click()
  await expect(page.getByText(/^Pièces pour votre Peugeot/)).toBeVisible()
  await page.getByRole("link", { name: "Changer" }).click()
  await page.getByRole("button", { name: "Continuer sans véhicule" }).click()
  await expect(page.getByRole("link", { name: "Choisir mon véhicule" }).first()).toBeVisible()

  await page.goto("/")
  await page.getByRole("searchbox").fill("frein")
  await page.getByRole("button", { name: "Chercher" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toContainText("frein")
  await page.locator("summary").filter({ hasText: "Filtrer" }).click()
  await page.getByLabel("En stock seulement").check()
  await page.getByRole("button", { name: "Appliquer" }).first().click()
  await expect(page).toHaveURL(/in_stock=true/)
  await page.locator("summary").filter({ hasText: "Filtrer" }).click()
  await page.getByRole("link", { name: /^Neuf/ }).click()
  await expect(page.getByRole("link", { name: "Retirer le filtre Neuf" })).toBeVisible()

  await addSomePart(page)
  await page.getByRole("spinbutton").first().fill("2")
  await page.getByRole("button", { name: "Modifier" }).first().click()
  await expect(page.getByText("Quantité modifiée.")).toBeVisible()
  await goToPayment(page)
  await page.getByRole("button", { name: w.place }).click()
  await expect(page.getByRole("heading", { name: w.thanks })).toBeVisible()
  expect(await vendorOrderNumbers(page)).toHaveLength(1)
  await context.close()
})

test("a double press on the order button makes one order", async ({ page }) => {
  await addSomePart(page)
  await goToPayment(page)
  await page.getByRole("button", { name: words.fr.place }).dblclick()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  const numbers = await vendorOrderNumbers(page)
  await page.goBack()
  await page.goto("/commande/paiement")
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  expect(await vendorOrderNumbers(page)).toEqual(numbers)
})

test("the same order sent twice at once is one order", async ({ page }) => {
  await addSomePart(page)
  await goToPayment(page)
  // As two impatient presses without any script: the same form, the same cookies, at the same time.
  const form = {
    seen_total: await page.locator("input[name=seen_total]").inputValue(),
    payment_method: "cod",
  }
  const send = () =>
    page.request.post("/commande/paiement", {
      form,
      headers: { origin: new URL(page.url()).origin },
      maxRedirects: 0,
    })
  const answers = await Promise.all([send(), send(), send()])
  for (const answer of answers) {
    expect(answer.status()).toBe(303)
    expect(answer.headers().location).toBe("/commande/confirmation")
  }
  await page.goto("/commande/confirmation")
  expect(await vendorOrderNumbers(page)).toHaveLength(1)
})

test("a tampered cookie gives a fresh session", async ({ page, context }) => {
  await addSomePart(page)
  const [session] = (await context.cookies()).filter(({ name }) => name === "souk_session")
  expect(session).toBeDefined()
  for (const value of ["x", `${session!.value.slice(0, -4)}AAAA`, "%00", "a".repeat(3000)]) {
    await context.addCookies([{ ...session!, value }])
    const response = await page.goto("/panier")
    expect(response?.status()).toBe(200)
    await expect(page.getByText("Votre panier est vide.")).toBeVisible()
  }
})

test("a form sent from another site is refused and changes nothing", async ({ page }) => {
  await addSomePart(page)
  const foreign = { origin: "https://ailleurs.example" }
  for (const path of ["/panier/lignes", "/commande", "/deconnexion", "/ar/vehicule/retirer"]) {
    const answer = await page.request.post(path, { form: { quantity: "1" }, headers: foreign })
    expect(answer.status(), path).toBe(403)
    expect(await answer.text(), path).toContain('lang="')
  }
  await page.goto("/panier")
  await expect(page.getByRole("region", { name: /^Vendu et livré par/ })).toHaveCount(1)
})

test("a form keeps what was typed and says what to correct", async ({ page }) => {
  await addSomePart(page)
  await page.goto("/commande")
  await page.getByRole("textbox", { name: "Prénom" }).fill("<script>alert(1)</script>")
  await page.getByRole("textbox", { name: "Téléphone" }).fill("1234")
  await page.getByLabel("Gouvernorat", { exact: true }).selectOption({ label: "Sfax" })
  await page.getByRole("button", { name: words.fr.toDelivery }).click()
  await expect(page.getByRole("alert")).toContainText("champs sont à corriger")
  await expect(page.getByRole("textbox", { name: "Prénom" })).toHaveValue(
    "<script>alert(1)</script>",
  )
  const phone = page.getByRole("textbox", { name: "Téléphone" })
  await expect(phone).toHaveValue("1234")
  await expect(phone).toHaveAttribute("aria-invalid", "true")
  await expect(phone).toHaveAccessibleDescription(/8 chiffres d’un numéro tunisien/)
  await expect(page.getByLabel("Gouvernorat", { exact: true })).toHaveValue("61")
})

test("a buyer opens an account, signs out, signs in and finds the order", async ({ page }) => {
  const email = `e2e-${Date.now()}@exemple.tn`
  await page.goto("/inscription")
  await page.getByRole("textbox", { name: "Prénom" }).fill("Leïla")
  await page.getByRole("textbox", { name: "Nom", exact: true }).fill("Trabelsi")
  await page.getByRole("textbox", { name: "Téléphone" }).fill("22417905")
  await page.getByRole("textbox", { name: "E-mail" }).fill(email)
  await page.getByLabel("Mot de passe").fill("motdepasse-long")
  await page.getByRole("button", { name: "Créer un compte" }).click()
  await expect(page.getByText("Compte créé. Bienvenue, Leïla.")).toBeVisible()
  await expect(page.getByText("Pas encore de commande.")).toBeVisible()

  await addSomePart(page)
  await page.goto("/commande")
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveValue(email)
  await goToPayment(page)
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  const [number] = await vendorOrderNumbers(page)

  await page.goto("/compte")
  await expect(page.getByText(number!)).toBeVisible()
  await page.getByRole("button", { name: "Se déconnecter" }).click()
  await expect(page.getByText("Vous êtes déconnecté.")).toBeVisible()

  await page.goto("/connexion")
  await page.getByRole("textbox", { name: "E-mail" }).fill(email)
  await page.getByLabel("Mot de passe").fill("pas-le-bon")
  await page.getByRole("button", { name: "Se connecter" }).click()
  await expect(page.getByRole("alert")).toContainText("E-mail ou mot de passe incorrect")
  await page.getByLabel("Mot de passe").fill("motdepasse-long")
  await page.getByRole("button", { name: "Se connecter" }).click()
  await expect(page.getByText(number!)).toBeVisible()
})

test("an order is found by its number and phone, and by nobody else's", async ({ page }) => {
  await addSomePart(page)
  await goToPayment(page)
  await page.getByRole("button", { name: words.fr.place }).click()
  const title = await page.getByText(/^Commande n° \d+$/).textContent()
  const displayId = /\d+/.exec(title ?? "")![0]

  await page.goto("/suivi")
  await page.getByRole("textbox", { name: "Numéro de commande" }).fill(displayId)
  await page.getByRole("textbox", { name: "Téléphone" }).fill("99999999")
  await page.getByRole("button", { name: "Voir ma commande" }).click()
  await expect(page.getByRole("alert")).toContainText("Aucune commande")
  await page.getByRole("textbox", { name: "Téléphone" }).fill("+216 20 184 536")
  await page.getByRole("button", { name: "Voir ma commande" }).click()
  await expect(page.getByRole("heading", { name: `Commande n° ${displayId}` })).toBeVisible()

  await page.goto("/suivi/un-jeton-invente")
  await expect(page.getByText("Ce lien de suivi n’ouvre aucune commande.")).toBeVisible()
})

test("an address cannot send the reader to another site", async ({ page }) => {
  for (const target of ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example"]) {
    await page.goto(`/vehicule?${new URLSearchParams({ retour: target })}`)
    const carried = page.locator("input[name=retour]").first()
    await expect(carried).toHaveValue("/pieces")
  }
})
