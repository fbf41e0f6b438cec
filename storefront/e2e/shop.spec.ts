import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import { expect, test, type APIRequestContext } from "@playwright/test"
import sharp from "sharp"
import { addSomePart, fillContact, goToPayment, openSomePart, words } from "./support/buyer"
import { asOperator } from "./support/operator"
import { signIn } from "./support/panel"
import { checkPage, languages, openContext, watchConsole } from "./support/page-check"

const screenshots = "e2e/screenshots"
const api = process.env.SOUK_TEST_API_URL!
const key = { "x-publishable-api-key": process.env.SOUK_TEST_PUBLISHABLE_KEY! }

/** A photo that a browser can be seen to show: one plain colour, a few hundred pixels wide. */
const photo = {
  name: "photo.png",
  mimeType: "image/png",
  buffer: await sharp({ create: { width: 800, height: 600, channels: 3, background: "#7a8b99" } })
    .png()
    .toBuffer(),
}

async function asVendor(email = "vendeur@frein-express.example") {
  const operator = await asOperator()
  const answer = await operator.post("/auth/user/emailpass", {
    data: { email, password: "SoukDemo2026" },
  })
  const { token } = (await answer.json()) as { token: string }
  return { operator, headers: { authorization: `Bearer ${token}` } }
}

type Sold = { id: string; title: string; withdraw: () => Promise<void> }

/** A used piece that is no part of the catalogue, on sale with two photos. */
async function sellUsed(): Promise<Sold> {
  const { operator, headers } = await asVendor()
  const made = async <T>(path: string, options: object): Promise<T> => {
    const answer = await operator.post(path, { headers, ...options })
    if (!answer.ok()) throw new Error(`${path} → ${await answer.text()}`)
    return (await answer.json()) as T
  }
  const images: string[] = []
  for (let index = 0; index < 2; index += 1) {
    type Photo = { photo: { url: string } }
    images.push((await made<Photo>("/vendor/photos", { multipart: { photo } })).photo.url)
  }
  const list = await operator.get("/store/parts?limit=1", { headers: key })
  const { parts } = (await list.json()) as { parts: { category_id: string }[] }
  const title = `Démarreur de casse ${Date.now()}`
  const { offer } = await made<{ offer: { id: string } }>("/vendor/offers", {
    data: {
      sku: `CASSE-${Date.now()}`,
      title,
      category_id: parts[0]!.category_id,
      price_millimes: 45_500,
      stock: 2,
      condition: "used",
      images,
      donor_vehicle: { label: "Peugeot 308 1.6 HDi", year: 2012, mileage_km: 143_000 },
      published: true,
    },
  })
  return {
    id: offer.id,
    title,
    withdraw: async () => {
      await made(`/vendor/offers/${offer.id}/publications`, { data: { published: false } })
    },
  }
}

test("a used piece has its page: its photos open large, it is bought, and once gone says what else", async ({
  page,
  browser,
}) => {
  const sold = await sellUsed()
  const errors = watchConsole(page)
  await expect(async () => {
    const answer = await page.goto(`/piece/${sold.id}`)
    expect(answer?.status()).toBe(200)
  }).toPass({ timeout: 15_000 })
  await expect(page).toHaveURL(new RegExp(`/piece/${sold.id}/demarreur-de-casse`))
  await expect(page.getByRole("heading", { level: 1, name: sold.title })).toBeVisible()
  await expect(page.getByText("Peugeot 308 1.6 HDi")).toBeVisible()
  const data = await page.locator("script[type='application/ld+json']").allTextContents()
  expect(data.join()).toContain("UsedCondition")

  const first = page.getByRole("link", { name: /photo 1 sur 2$/ })
  const sources = first.locator("source")
  await expect(sources).toHaveAttribute("type", "image/avif")
  await expect
    .poll(() => first.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await first.focus()
  await page.keyboard.press("Enter")
  const dialog = page.getByRole("dialog")
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole("status")).toHaveText("1 / 2")
  await page.keyboard.press("ArrowRight")
  await expect(dialog.getByRole("status")).toHaveText("2 / 2")
  await dialog.getByRole("button", { name: "Photo précédente" }).click()
  await expect(dialog.getByRole("status")).toHaveText("1 / 2")
  await page.screenshot({ path: `${screenshots}/zoom.png` })
  await page.keyboard.press("Escape")
  await expect(dialog).toBeHidden()

  await page.goto(`/pieces?q=${encodeURIComponent(sold.title)}`)
  await page.getByRole("article").getByRole("link", { name: sold.title }).first().click()
  await page.getByRole("button", { name: words.fr.addToCart }).click()
  await page.goto("/panier")
  await page.getByRole("link", { name: sold.title }).click()
  await expect(page).toHaveURL(new RegExp(`/piece/${sold.id}`))

  const plain = await browser.newContext({ javaScriptEnabled: false })
  const still = await plain.newPage()
  await still.goto(page.url())
  const [opened] = await Promise.all([
    plain.waitForEvent("page"),
    still.getByRole("link", { name: /photo 1 sur 2$/ }).click(),
  ])
  expect((await opened.request.get(opened.url())).headers()["content-type"]).toBe("image/webp")
  await plain.close()

  await sold.withdraw()
  const context = await openContext(browser)
  const gone = await context.newPage()
  await expect(async () => {
    expect((await gone.goto(`/piece/${sold.id}/x`))?.status()).toBe(410)
  }).toPass({ timeout: 15_000 })
  await expect(gone.getByRole("article").first()).toContainText("DT")
  await checkPage(gone, "fr", errors)
  await gone.screenshot({ path: `${screenshots}/part-gone.png`, fullPage: true })
  await context.close()
})

const photoNames = { fr: /photo 1 sur 2$/, ar: /صورة 1 من 2$/ } as const

test("the demonstration's used pieces show their photos to buyers and to their vendor", async ({
  page,
  browser,
  request,
}) => {
  type Found = { parts: { id: string; slug: string; best_offer: { id: string } }[] }
  const list = await request.get(`${api}/store/parts?condition=used&vendor=casse-el-amel&limit=1`, {
    headers: key,
  })
  const [part] = ((await list.json()) as Found).parts
  for (const language of languages) {
    for (const width of [390, 1280]) {
      const context = await openContext(browser, { viewport: { width, height: 844 } })
      const shop = await context.newPage()
      const errors = watchConsole(shop)
      await shop.goto(`${language === "ar" ? "/ar" : ""}/piece/${part!.id}/${part!.slug}`)
      const offer = shop.locator(`[data-offer="${part!.best_offer.id}"]`)
      const photos = offer.getByRole("img", { name: photoNames[language] })
      await photos.scrollIntoViewIfNeeded()
      // The address was written by a server on another port.
      await expect
        .poll(() => photos.evaluate((image: HTMLImageElement) => image.naturalWidth))
        .toBeGreaterThan(0)
      for (const [name, value] of [
        ["loading", "lazy"],
        ["width", /^\d+$/],
        ["height", /^\d+$/],
      ] as const) {
        await expect(photos).toHaveAttribute(name, value)
      }
      await checkPage(shop, language, errors)
      await shop.screenshot({
        path: `${screenshots}/used-photos-${language}-${width}.png`,
        fullPage: true,
      })
      await context.close()
    }
  }

  await signIn(page, "vendeur@casse-el-amel.example")
  await page.goto(`${api}/app/vendor/offers/${part!.best_offer.id}`)
  const kept = page.getByRole("img", { name: "Photos 1" })
  await kept.scrollIntoViewIfNeeded()
  await expect
    .poll(() => kept.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
  await page.screenshot({ path: `${screenshots}/used-photos-panel.png`, fullPage: true })
})

test("pictures are made of the shop's own files only, light and for ever", async ({ request }) => {
  const { operator, headers } = await asVendor()
  const sent = await operator.post("/vendor/photos", { headers, multipart: { photo } })
  const { photo: kept } = (await sent.json()) as { photo: { url: string } }
  const ask = (src: string, more = "w=480&f=avif") =>
    request.get(`/photos?${new URLSearchParams({ src })}&${more}`)
  const made = await ask(kept.url)
  expect(made.status()).toBe(200)
  expect(made.headers()).toMatchObject({
    "content-type": "image/avif",
    "cache-control": "public, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
  })
  expect(made.headers()["set-cookie"]).toBeUndefined()
  const refused = [
    `${api}/store/regions`,
    `${api}/static/absente.png`,
    "http://169.254.169.254/latest/meta-data",
    "https://example.com/photo.png",
    "file:///etc/passwd",
  ]
  for (const src of refused) expect((await ask(src)).status(), src).toBe(404)
  expect((await ask(kept.url, "w=9999&f=avif")).status()).toBe(404)
  expect((await ask(kept.url, "w=480&f=png")).status()).toBe(404)
})

test("the home page announces what the operator writes, in the reader's language", async ({
  page,
}) => {
  await page.goto("/ar/")
  await expect(page.getByRole("heading", { name: "صيانة قبل السفر" })).toBeVisible()
  await page.goto("/")
  await page.getByRole("link", { name: "Révision avant la route" }).click()
  await expect(page).toHaveURL(/\/pieces\?q=filtre/)
})

async function twoParts(request: APIRequestContext) {
  const answer = await request.get(`${api}/store/parts?limit=40&sort=price_desc`, { headers: key })
  const { parts } = (await answer.json()) as { parts: { id: string; slug: string }[] }
  return [parts.at(-1)!, parts.at(-2)!] as const
}

test("the address of a part that was merged leads to the one that took it over", async ({
  page,
  request,
}) => {
  const [from, into] = await twoParts(request)
  const operator = await asOperator()
  const merged = await operator.post("/admin/part-merges", {
    data: { from_part_id: from.id, into_part_id: into.id },
  })
  expect(merged.status()).toBe(201)
  const answer = await request.get(`/ar/piece/${from.id}/${from.slug}`, { maxRedirects: 0 })
  expect([answer.status(), answer.headers()["location"]]).toEqual([
    301,
    `/ar/piece/${into.id}/${into.slug}`,
  ])
  await page.goto(`/piece/${from.id}/${from.slug}`)
  await expect(page).toHaveURL(new RegExp(`/piece/${into.id}/`))
})

test("what was said of a part and changed is confirmed in the cart before ordering", async ({
  page,
}) => {
  await openSomePart(page)
  const offer = (await page.locator("[data-offer]").first().getAttribute("data-offer"))!
  const handle = await page.locator("[data-offer] .name a").first().getAttribute("href")
  await page.getByRole("button", { name: words.fr.addToCart }).first().click()
  const email = `vendeur@${handle!.split("/").at(-1)}.example`
  const { operator, headers } = await asVendor(email)
  const before = (await (await operator.get(`/vendor/offers/${offer}`, { headers })).json()) as {
    offer: { warranty_months: number; condition: string }
  }
  const change = (data: object) => operator.post(`/vendor/offers/${offer}`, { headers, data })
  expect((await change({ condition: "refurbished" })).ok()).toBe(true)
  try {
    await page.goto("/panier")
    const line = page
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name: "Modifier" }) })
    await expect(line.first()).toContainText(/n’est plus|n'est plus|a changé|changé/)
    await expect(page.getByRole("link", { name: words.fr.order, exact: true })).toHaveCount(0)
    await page.screenshot({ path: `${screenshots}/claim-changed.png`, fullPage: true })
    await line.first().locator("button[value=confirm]").click()
    await page.getByRole("link", { name: words.fr.order, exact: true }).click()
    await expect(page).toHaveURL(/\/commande/)
  } finally {
    await change({ condition: before.offer.condition })
  }
})

test("suggestions come as one types, and a key opens one", async ({ page }) => {
  await page.goto("/")
  const box = page.getByRole("combobox", { name: /^Chercher/ })
  await box.pressSequentially("plaq", { delay: 40 })
  const options = page.locator("[role=option]")
  await expect(options.first()).toBeVisible()
  await expect(options.first()).toContainText(/plaq/i)
  await page.screenshot({ path: `${screenshots}/suggestions.png` })
  await page.keyboard.press("ArrowDown")
  await expect(options.first()).toHaveAttribute("aria-selected", "true")
  await page.keyboard.press("Enter")
  await expect(page).toHaveURL(/\/(piece|pieces|categorie)/)
  await page.goto("/")
  await box.pressSequentially("zzqq", { delay: 20 })
  await expect(options).toHaveCount(0)
})

test("the session ends in the middle of checkout: the cart stays, and is ordered", async ({
  page,
  context,
}) => {
  await addSomePart(page)
  await goToPayment(page)
  await context.clearCookies({ name: "souk_session" })
  await context.clearCookies({ name: "souk_checkout" })
  await page.goto("/panier")
  await page.getByRole("link", { name: words.fr.order, exact: true }).click()
  await fillContact(page)
  await page.getByRole("button", { name: words.fr.toDelivery }).click()
  await page.getByRole("button", { name: words.fr.toPayment }).click()
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  await context.clearCookies({ name: "souk_session" })
  await page.goto("/panier")
  await expect(page.getByText("Votre panier est vide.")).toBeVisible()
})

test("the back button walks the steps back, with what was typed, and never orders twice", async ({
  page,
}) => {
  await addSomePart(page)
  await goToPayment(page)
  await page.goBack()
  await expect(page.getByRole("button", { name: words.fr.toPayment })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole("textbox", { name: words.fr.address, exact: true })).toHaveValue(/\S/)
  await page.getByRole("button", { name: words.fr.toDelivery }).click()
  await page.getByRole("button", { name: words.fr.toPayment }).click()
  await page.getByRole("button", { name: words.fr.place }).click()
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
  const done = page.url()
  await page.goBack()
  await expect(page.getByRole("button", { name: words.fr.place })).toHaveCount(0)
  await page.goto(done)
  await expect(page.getByRole("heading", { name: words.fr.thanks })).toBeVisible()
})

test("another buyer's order is not found", async ({ page }) => {
  for (const path of ["/suivi/ord_0123456789", "/suivi/x", "/commande/confirmation?order=1"]) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(path.startsWith("/suivi/") ? 404 : 200)
    await expect(page.getByText(/^N° \d+/)).toHaveCount(0)
  }
})

/** What the page's scripts, and those they import, weigh on the wire. */
function scriptBytes(html: string): number {
  const dir = join(import.meta.dirname, "..", "dist", "client", "_astro")
  const files = new Set([...html.matchAll(/_astro\/([\w.-]+\.js)/g)].map(([, file]) => file!))
  for (const file of files) {
    const source = readFileSync(join(dir, file), "utf8")
    for (const other of readdirSync(dir)) {
      if (other.endsWith(".js") && source.includes(other)) files.add(other)
    }
  }
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dir, file))).length, 0)
}

test("lists and parts load at most 40 KB of script, squeezed, and name what they show", async ({
  page,
  request,
}) => {
  await openSomePart(page)
  for (const path of ["/pieces", new URL(page.url()).pathname]) {
    const answer = await request.get(path, { headers: { "accept-encoding": "br" } })
    expect(answer.headers()).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding" })
    expect(answer.headers()["surrogate-key"]).toMatch(/\bpart_/)
    expect(answer.headers()["cache-tag"]).toMatch(/\bpart_/)
    const weight = scriptBytes(await answer.text())
    expect(weight).toBeGreaterThan(0)
    expect(weight, path).toBeLessThanOrEqual(40 * 1024)
  }
})

test("while the API is down a page says so, keeps the cart and comes back by itself", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await addSomePart(page)
  const control = (action: string) =>
    fetch(`${process.env.SOUK_TEST_CONTROL_URL}/${action}`, { method: "POST", body: "{}" })
  expect((await control("kill")).ok).toBe(true)
  try {
    const answer = await page.goto("/panier")
    expect(answer?.status()).toBe(503)
    expect(answer?.headers()["retry-after"]).toBeTruthy()
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await page.screenshot({ path: `${screenshots}/api-down.png`, fullPage: true })
  } finally {
    expect((await control("start")).ok).toBe(true)
  }
  await expect(page.getByRole("link", { name: words.fr.order, exact: true })).toBeVisible({
    timeout: 60_000,
  })
})
