import { expect, test, type APIRequestContext, type Browser, type Page } from "@playwright/test"
import sharp from "sharp"
import { asOperator } from "./support/operator"
import { signIn } from "./support/panel"

const server = process.env.SOUK_TEST_API_URL!
const store = process.env.SOUK_E2E_URL!
const key = { "x-publishable-api-key": process.env.SOUK_TEST_PUBLISHABLE_KEY! }
const screenshots = "e2e/screenshots"
const vendorEmail = "vendeur@frein-express.example"
const operatorEmail = "operateur@souk.example"
const password = "SoukDemo2026"
const wide = { width: 1280, height: 900 }

/** Of no other story: each name and number is this run's. */
/** New at each run, with a digit: a reference without one is sought as a word. */
const run = `${Date.now().toString(36).toUpperCase()}7`

const photo = {
  name: "alternateur.png",
  mimeType: "image/png",
  buffer: await sharp({ create: { width: 640, height: 480, channels: 3, background: "#6b5b4d" } })
    .png()
    .toBuffer(),
}

test("a vendor learns what a used offer lacks, gives it, and the shop shows it", async ({
  page,
}) => {
  const title = `Alternateur de casse ${run}`
  await signIn(page, vendorEmail)
  await page.goto(`${server}/app/vendor/offers/create`)
  await page.getByLabel("Désignation").fill(title)
  await choose(page, "Catégorie", "alternateurs")
  await page.getByLabel("Votre référence").fill(`CASSE-${run}`)
  await pick(page, "État", "Occasion")
  await page.getByLabel("Prix TTC (DT)").fill("145,500")
  await page.getByLabel("Stock").fill("1")
  await page.getByRole("switch", { name: "Mettre en ligne tout de suite" }).click()
  await page.getByRole("button", { name: "Enregistrer" }).click()

  await expect(page.getByRole("heading", { name: title })).toBeVisible()
  const lacking = page.getByText("Avant la mise en ligne, il manque :")
  await expect(lacking).toBeVisible()
  const main = page.getByRole("main")
  await expect(main.getByRole("listitem").filter({ hasText: "au moins une photo" })).toBeVisible()
  await expect(main.getByRole("listitem").filter({ hasText: "le véhicule donneur" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Mettre en ligne" })).toBeDisabled()
  await page.screenshot({ path: `${screenshots}/identity-01-lacking.png`, fullPage: true })

  await page.getByLabel("Ajouter des photos").setInputFiles(photo)
  await expect(page.getByRole("img", { name: "Photos 1" })).toBeVisible()
  await page.getByLabel("Véhicule donneur").fill("Peugeot 308 1.6 HDi")
  await page.getByLabel("Année").fill("2012")
  await page.getByRole("button", { name: "Enregistrer" }).click()
  await expect(lacking).toHaveCount(0)
  await page.getByRole("button", { name: "Mettre en ligne" }).click()
  await expect(page.getByText("L'offre est en ligne.")).toBeVisible()

  const found = page.getByRole("heading", { name: title, level: 2 })
  await expect(async () => {
    await page.goto(`${store}/pieces?q=${encodeURIComponent(title)}`)
    await expect(found).toBeVisible({ timeout: 1000 })
  }).toPass()
  await found.getByRole("link").click()
  await expect(page.getByText("Peugeot 308 1.6 HDi").first()).toBeVisible()
})

test.describe("on a desk", () => {
  test.use({ viewport: wide })

  test("an operator reads what a merge does, decides it, and the old page leads to the new one", async ({
    page,
    request,
  }) => {
    const [gone, kept] = [`${run}-A`, `${run}-B`]
    const brand = `Zarzis ${run}`
    await proposed({ brand, mpn: gone })
    await accepted({ brand, mpn: kept })

    await signIn(page, operatorEmail)
    await page.goto(`${server}/app/part-identities?status=open`)
    await page.getByRole("link", { name: new RegExp(gone) }).click()
    await page.getByRole("button", { name: "Créer la pièce" }).click()
    await expect(page.getByText("Dossier réglé.")).toBeVisible()
    await page.getByRole("link", { name: "Voir la pièce" }).click()
    await expect(page.getByRole("heading", { name: `${brand} ${gone}` })).toBeVisible()
    const old = await addressOf(request, gone)

    await page.getByRole("button", { name: "Fusionner" }).click()
    const drawer = page.getByRole("dialog")
    await expect(drawer.getByRole("button", { name: "Fusionner", exact: true })).toBeDisabled()
    await drawer.getByLabel("Chercher une pièce").fill(kept)
    await drawer.getByRole("button", { name: /^Fusionner dans/ }).click()
    await expect(drawer).toContainText("Offres qui passent à la pièce qui reste : 1")
    await expect(drawer).toContainText("Vendeurs qui vendent les deux : 1")
    await expect(drawer.getByText(`/${old.slug} →`)).toBeVisible()
    await page.screenshot({ path: `${screenshots}/identity-02-merge.png` })
    await drawer.getByRole("button", { name: "Fusionner", exact: true }).click()
    await expect(page.getByRole("heading", { name: `${brand} ${kept}` })).toBeVisible()

    const into = await addressOf(request, kept)
    const answer = await request.get(`${store}/piece/${old.id}/${old.slug}`, { maxRedirects: 0 })
    expect([answer.status(), answer.headers()["location"]]).toEqual([
      301,
      `/piece/${into.id}/${into.slug}`,
    ])
  })

  test("a vendor declares a vehicle, the operator verifies it, and buyers read that it was", async ({
    page,
    browser,
    request,
  }) => {
    const mpn = `${run}-F`
    const offer = await accepted({ brand: `Zarzis ${run}`, mpn })
    await signIn(page, vendorEmail)
    await page.goto(`${server}/app/vendor/offers/${offer.id}`)
    await page.getByRole("link", { name: "Compatibilités" }).click()
    await page.getByRole("button", { name: "Déclarer un véhicule" }).click()
    const drawer = page.getByRole("dialog")
    await drawer.getByLabel("Chercher un véhicule").fill("Clio IV 1.5 dCi")
    const vehicle = drawer.getByRole("listitem").first().getByRole("button")
    const name = (await vehicle.locator("bdi").first().innerText()).trim()
    await vehicle.click()
    await drawer.getByLabel("Remarque").fill("Avec climatisation")
    await drawer.getByRole("button", { name: "Déclarer", exact: true }).click()
    await expect(page.getByText(`${name} : compatibilité déclarée.`)).toBeVisible()
    await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Déclarée par vous")

    const desk = await anotherPage(browser)
    await signIn(desk, operatorEmail)
    await desk.goto(`${server}/app/fitments?q=${mpn}`)
    await desk.getByRole("row").filter({ hasText: name }).getByRole("checkbox").click()
    await desk.getByRole("button", { name: /^Vérifier/ }).click()
    await expect(desk.getByRole("row").filter({ hasText: name })).toContainText("Vérifiée")
    await desk.context().close()

    const { id, slug } = await addressOf(request, mpn)
    await expect(async () => {
      await page.goto(`${store}/piece/${id}/${slug}`)
      const fitment = page.getByRole("listitem").filter({ hasText: "vérifié" })
      await expect(fitment.first()).toContainText("Clio", { timeout: 1000 })
    }).toPass()
    await page.screenshot({ path: `${screenshots}/identity-03-verified.png`, fullPage: true })
  })
})

/** A long list: opened, narrowed by what is typed, and the first of what is left taken. */
async function choose(page: Page, label: string, typed: string): Promise<void> {
  await page.getByLabel(label).click()
  await page.getByRole("combobox", { name: "Chercher dans la liste" }).fill(typed)
  await page.keyboard.press("Enter")
  await expect(page.getByLabel(label)).toContainText(new RegExp(typed, "i"))
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await page.getByRole("option", { name: option, exact: true }).click()
}

type Offer = { id: string; identity_case: { id: string } | null }

/** What the vendor proposes under a name the catalogue does not know: it waits for the operator. */
async function proposed({ brand, mpn }: { brand: string; mpn: string }): Promise<Offer> {
  const operator = await asOperator()
  const login = await operator.post("/auth/user/emailpass", {
    data: { email: vendorEmail, password },
  })
  const { token } = (await login.json()) as { token: string }
  const list = await operator.get("/store/parts?limit=1", { headers: key })
  const { parts } = (await list.json()) as { parts: { category_id: string }[] }
  const answer = await operator.post("/vendor/offers", {
    headers: { authorization: `Bearer ${token}` },
    data: {
      sku: `OFFRE-${mpn}`,
      title: `Pièce ${mpn}`,
      brand,
      mpn,
      category_id: parts[0]!.category_id,
      price_millimes: 45_500,
      stock: 3,
      condition: "new",
      published: true,
    },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  const { offer } = (await answer.json()) as { offer: Offer }
  await operator.dispose()
  return offer
}

/** The same, and the operator made it a part. */
async function accepted(identity: { brand: string; mpn: string }): Promise<Offer> {
  const offer = await proposed(identity)
  const operator = await asOperator()
  const answer = await operator.post(`/admin/identity-cases/${offer.identity_case!.id}/decisions`, {
    data: { decision: "accept" },
  })
  if (!answer.ok()) throw new Error(await answer.text())
  await operator.dispose()
  return offer
}

/** Where the shop shows a part, as soon as it does. */
async function addressOf(
  request: APIRequestContext,
  mpn: string,
): Promise<{ id: string; slug: string }> {
  type Parts = { parts: { id: string; slug: string }[] }
  let found: Parts["parts"] = []
  await expect(async () => {
    const answer = await request.get(`${server}/store/parts?q=${mpn}`, { headers: key })
    found = ((await answer.json()) as Parts).parts
    expect(found).toHaveLength(1)
  }).toPass()
  return found[0]!
}

async function anotherPage(browser: Browser): Promise<Page> {
  return (await browser.newContext({ viewport: wide })).newPage()
}
