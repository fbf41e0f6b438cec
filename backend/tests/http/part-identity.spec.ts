import { found, get, made, post, send } from "./client"
import { demo, eventually, offersOf, openCart, signIn, sql } from "./shop"

type Offer = {
  id: string
  variant_id: string
  status: string
  identity: "none" | "linked" | "open" | "rejected"
  blockers: string[]
  brand: string | null
  mpn: string | null
  sku: string
  price_millimes: number
  stock: number
  core_deposit_millimes: number | null
  part: { id: string; slug: string } | null
  identity_case: { id: string; reason: string; status: string; note: string | null } | null
}
type Case = {
  id: string
  status: string
  reason: string
  offer_id: string
  vendor_name: string
  candidates: { id: string; brand: string }[]
}
type Part = {
  id: string
  slug: string
  brand: string
  mpn: string
  offers: { id: string; images: string[]; vendor: { handle: string } }[]
  cross_references: { kind: string; brand: string; number: string; part_slug: string | null }[]
}
type Merging = { id: string; offer_count: number; fitment_count: number }
type MergePreview = {
  from: Merging
  into: Merging
  offers: { moved: number }
  fitments: { moved: number; joined: number }
  old_slugs: string[]
  new_slug: string
}
type Known = { id: string; slug: string; brand: string; mpn: string; category_id: string }

let vendor: string
let rival: string
let operator: string
let known: Known[]

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)

beforeAll(async () => {
  vendor = await signIn("user", demo.vendorA.email)
  rival = await signIn("user", demo.vendorB.email)
  operator = await signIn("user", demo.operator)
  known = await sql<Known>(
    `select part.id, part.slug, brand.name as brand, part.mpn, part.category_id
       from part join brand on brand.id = part.brand_id
      where exists (select 1 from offer where part_id = part.id and listed)
        and (select count(*) from part twin where twin.mpn_key = part.mpn_key) = 1
      order by part.id limit 6`,
  )
})

let serial = 0
const goods = (facts: object = {}) => ({
  sku: `ID-${++serial}`,
  title: "Pièce d'essai",
  price_millimes: 45_500,
  stock: 3,
  condition: "new",
  ...facts,
})

/** Puts a product on sale. */
async function sell(facts: object, as = vendor): Promise<Offer> {
  return (await made<{ offer: Offer }>("/vendor/offers", goods(facts), { as })).offer
}

const offerNow = async (id: string, as = vendor) =>
  (await found<{ offer: Offer }>(`/vendor/offers/${id}`, { as })).offer

const publish = (id: string, published = true, as = vendor) =>
  post<{ offer: Offer; code?: string; message: string }>(
    `/vendor/offers/${id}/publications`,
    { published },
    { as },
  )

const partPage = async (address: string) =>
  (await found<{ part: Part }>(`/store/parts/${address}`)).part

const isListed = (id: string, address: string) => async () =>
  (await partPage(address)).offers.some((offer) => offer.id === id)

async function upload(content: Buffer, type = "image/png", as = vendor) {
  const boundary = "souk-boundary"
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="photo"; filename="x"\r\ncontent-type: ${type}\r\n\r\n`
  return await send<{ photo: { url: string }; code?: string }>("POST", "/vendor/photos", {
    as,
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { "content-type": `multipart/form-data; boundary=${boundary}` },
  })
}

describe("an offer of a known part", () => {
  it("is linked however brand and reference are written, and shows on the part's page", async () => {
    const [part] = known as [Known]
    const written = part.mpn.replace(/(.)/g, "$1 ").trim().toLowerCase()
    const offer = await sell({ brand: part.brand.toUpperCase(), mpn: written, published: true })
    expect(offer).toMatchObject({ identity: "linked", status: "published", part: { id: part.id } })
    await eventually("the offer is on the part's page", isListed(offer.id, part.slug))
    const address = `/store/parts?q=${encodeURIComponent(part.mpn)}&vendor=${demo.vendorA.handle}`
    await eventually("the offer is in lists", async () => {
      const { parts } = await found<{ parts: { id: string }[] }>(address)
      return parts.some(({ id }) => id === part.id)
    })
  })

  it("sent twice, or twice at once, is one offer; another vendor may have the same reference", async () => {
    const [part] = known as [Known]
    const body = goods({ brand: part.brand, mpn: part.mpn })
    const answers = await Promise.all(
      [1, 2, 3].map(() => post<{ offer: Offer }>("/vendor/offers", body, { as: vendor })),
    )
    expect(new Set(answers.map(({ body: { offer } }) => offer.id)).size).toBe(1)
    const again = await post<{ offer: Offer }>("/vendor/offers", body, { as: vendor })
    expect([again.status, again.headers.location]).toEqual([
      200,
      `/vendor/offers/${again.body.offer.id}`,
    ])
    const theirs = await post<{ offer: Offer }>("/vendor/offers", body, { as: rival })
    expect([theirs.status, theirs.body.offer.sku]).toEqual([201, body.sku])
    expect(theirs.body.offer.id).not.toBe(again.body.offer.id)
  })

  it("is its vendor's alone to see and to change", async () => {
    const [part] = known as [Known]
    const offer = await sell({ brand: part.brand, mpn: part.mpn })
    const path = `/vendor/offers/${offer.id}`
    const attempts = [
      await get(path, { as: rival }),
      await post(path, { stock: 9 }, { as: rival }),
      await publish(offer.id, true, rival),
      await get("/vendor/offers/off_none", { as: vendor }),
    ]
    expect(attempts.map(({ status, body }) => [status, body.code])).toEqual(
      attempts.map(() => [404, "offer_not_found"]),
    )
    expect((await offerNow(offer.id)).stock).toBe(3)
    expect((await get(path, { as: operator })).status).toBe(403)
  })

  it("changes price, stock and terms, and buyers see it", async () => {
    const [part] = known as [Known]
    const offer = await sell({ brand: part.brand, mpn: part.mpn, published: true })
    const { offer: changed } = await made<{ offer: Offer }>(
      `/vendor/offers/${offer.id}`,
      { price_millimes: 39_900, stock: 8, core_deposit_millimes: 15_250, position: "front-left" },
      { as: vendor },
    )
    expect(changed).toMatchObject({
      price_millimes: 39_900,
      stock: 8,
      core_deposit_millimes: 15_250,
      identity: "linked",
      status: "published",
    })
    await publish(offer.id, false)
    expect((await offerNow(offer.id)).status).toBe("draft")
    expect(await isListed(offer.id, part.slug)()).toBe(false)
  })

  it.each([
    [{ ean: "4047024123457" }, "ean_check_digit", /8/],
    [{ ean: "40470O4123458" }, "ean_character", /O/],
    [{ mpn: null }, "identity_incomplete", /./],
    [{ category_id: "pcat_none" }, "category_unknown", /pcat_none/],
  ])("is refused with %j, saying what is wrong", async (facts, code, words) => {
    const body = goods({ brand: "Bosch", mpn: "X 1", ...facts })
    const { status, body: told } = await post("/vendor/offers", body, { as: vendor })
    expect([status, told.code]).toEqual([400, code])
    expect(told.message).toMatch(words)
  })
})

describe("an offer of an unknown part", () => {
  it("waits in the operator's queue, and is on sale once accepted", async () => {
    const [{ category_id }] = known as [Known]
    const offer = await sell({
      title: "Capteur de pression",
      brand: "Pièces du Sahel",
      mpn: "PS-001/A",
      category_id,
      published: true,
    })
    expect(offer).toMatchObject({ identity: "open", status: "proposed", part: null })
    expect(offer.identity_case).toMatchObject({ reason: "new_brand", status: "open" })

    const twin = await sell(
      {
        brand: "PIECES DU SAHEL".replace("PIECES", "Pièces"),
        mpn: "ps 001 a",
        category_id,
        published: true,
      },
      rival,
    )
    const { identity_cases: queue } = await found<{ identity_cases: Case[] }>(
      "/admin/identity-cases?status=open&reason=new_brand",
      { as: operator },
    )
    expect(queue.map(({ offer_id }) => offer_id)).toEqual(
      expect.arrayContaining([offer.id, twin.id]),
    )
    const path = `/admin/identity-cases/${offer.identity_case!.id}/decisions`
    const body = { decision: "accept", name_fr: "Capteur de pression", name_ar: "حساس ضغط" }
    const decided = await Promise.all(
      [1, 2].map(() =>
        post<{ identity_case: Case & { part_id: string } }>(path, body, { as: operator }),
      ),
    )
    expect(decided.map(({ status }) => status)).toEqual([201, 201])
    const partId = decided[0]!.body.identity_case.part_id
    expect(decided[1]!.body.identity_case.part_id).toBe(partId)

    await eventually("both offers are on the new part's page", async () => {
      const { offers } = await partPage(partId)
      return offers.length === 2
    })
    expect(await partPage(partId)).toMatchObject({ brand: "Pièces du Sahel", mpn: "PS-001/A" })
    expect(await offerNow(twin.id, rival)).toMatchObject({
      status: "published",
      identity: "linked",
    })
    const other = await post(path, { decision: "reject", note: "Trop tard" }, { as: operator })
    expect([other.status, other.body.code]).toEqual([409, "identity_case_decided"])
  })

  it("is linked to a known part when the operator says it is that one", async () => {
    const [, part] = known as [Known, Known]
    const offer = await sell({
      brand: "Marque inconnue",
      mpn: part.mpn,
      category_id: part.category_id,
      published: true,
    })
    const { identity_case } = await found<{ identity_case: Case }>(
      `/admin/identity-cases/${offer.identity_case!.id}`,
      { as: operator },
    )
    expect(identity_case.candidates.map(({ id }) => id)).toContain(part.id)
    await made(
      `/admin/identity-cases/${identity_case.id}/decisions`,
      { decision: "merge", part_id: part.id, add_alias: true },
      { as: operator },
    )
    await eventually("the offer is on the part's page", isListed(offer.id, part.slug))
    const next = await sell({ brand: "MARQUE-INCONNUE", mpn: part.mpn })
    expect(next.part?.id).toBe(part.id)
  })

  it("tells the vendor why it was rejected, and can be said again", async () => {
    const [, , part] = known as [Known, Known, Known]
    const offer = await sell({
      brand: "Zzz",
      mpn: "???1",
      category_id: part.category_id,
      published: true,
    })
    await made(
      `/admin/identity-cases/${offer.identity_case!.id}/decisions`,
      { decision: "reject", note: "Référence illisible" },
      { as: operator },
    )
    const rejected = await offerNow(offer.id)
    expect(rejected).toMatchObject({
      status: "rejected",
      identity: "rejected",
      identity_case: { note: "Référence illisible" },
      blockers: ["identity_rejected"],
    })
    const { status, body } = await publish(offer.id)
    expect([status, body.code]).toEqual([422, "offer_not_publishable"])
    await made(`/vendor/offers/${offer.id}`, { brand: part.brand, mpn: part.mpn }, { as: vendor })
    expect((await publish(offer.id)).body.offer).toMatchObject({
      status: "published",
      part: { id: part.id },
    })
  })
})

describe("a used part", () => {
  it("is published with a photo and its donor vehicle only, without a part of the catalogue", async () => {
    const [{ category_id }] = known as [Known]
    const offer = await sell({ condition: "used", category_id, title: "Alternateur d'occasion" })
    expect(offer.blockers).toEqual(["photo", "donor_vehicle"])
    const refused = await publish(offer.id)
    expect([refused.status, refused.body.code]).toEqual([422, "offer_not_publishable"])
    expect(refused.body.message).toMatch(/photo.*véhicule donneur/)

    const photo = await upload(pixel)
    expect(photo.status).toBe(201)
    await made(
      `/vendor/offers/${offer.id}`,
      {
        images: [photo.body.photo.url],
        donor_vehicle: { label: "Peugeot 308 1.6 HDi", year: 2012, mileage_km: 143_000 },
      },
      { as: vendor },
    )
    const shown = await publish(offer.id)
    expect(shown.body.offer).toMatchObject({ status: "published", identity: "none", blockers: [] })

    const lost = await post(`/vendor/offers/${offer.id}`, { donor_vehicle: null }, { as: vendor })
    expect([lost.status, lost.body.code]).toEqual([422, "offer_not_publishable"])
    const { offers } = await found<{ offers: { id: string; status: string }[] }>(
      "/vendor/offers?q=Alternateur d'occasion".replaceAll(" ", "%20"),
      { as: vendor },
    )
    expect(offers).toContainEqual(expect.objectContaining({ id: offer.id, status: "published" }))
    const [line] = await offersOf(demo.vendorA.handle)
    expect(
      await openCart([{ offer: { ...line!, variant_id: offer.variant_id }, quantity: 1 }]),
    ).toMatch(/^cart_/)
  })

  it("has a page and a place in lists of its own, until it is gone or its part is found", async () => {
    const [part] = known as [Known]
    const { category_id } = part
    const photo = await upload(pixel)
    const [vehicle] = await sql<{ id: string }>(
      "select id from vehicle_variant order by id limit 1",
    )
    const offer = await sell({
      condition: "used",
      category_id,
      title: "Démarreur de casse 0124325053",
      images: [photo.body.photo.url],
      donor_vehicle: { variant_id: vehicle!.id, label: "Clio III", year: 2009, mileage_km: null },
      published: true,
    })
    const address = `/store/parts/${offer.id}`
    await eventually("the offer has its page", async () => (await get(address)).status === 200)
    const page = await found<{ part: object }>(`${address}?vehicle=${vehicle!.id}`)
    expect(page.part).toMatchObject({
      id: offer.id,
      slug: "demarreur-de-casse-0124325053",
      brand: null,
      mpn: null,
      category: { id: category_id },
      fits: "fits",
      fit: { status: "declared" },
      offers: [{ id: offer.id, images: [photo.body.photo.url], reasons: expect.any(Array) }],
    })
    const [other] = await sql<{ id: string }>(
      "select id from vehicle_variant order by id desc limit 1",
    )
    const elsewhere = await found<{ part: { fits: string } }>(`${address}?vehicle=${other!.id}`)
    expect(elsewhere.part.fits).toBe("unknown")

    const listed = (query: string) => async () => {
      type List = { parts: { id: string; brand: string | null; offer_count: number }[] }
      const { parts } = await found<List>(`/store/parts?limit=100&${query}`)
      return parts.some(({ id, brand, offer_count }) => {
        return id === offer.id && brand === null && offer_count === 1
      })
    }
    const own = `category_id=${category_id}&condition=used&vendor=${demo.vendorA.handle}`
    await eventually("it is in lists", listed(own))
    expect(await listed("q=0124325053")()).toBe(true)
    expect(await listed(`${own}&vehicle=${vehicle!.id}`)()).toBe(true)
    expect(await listed(`${own}&vehicle=${other!.id}`)()).toBe(false)
    type Pages = { part_pages: { id: string; slug: string }[] }
    const { part_pages } = await found<Pages>("/store/part-pages?limit=50000")
    expect(part_pages).toContainEqual(
      expect.objectContaining({ id: offer.id, slug: "demarreur-de-casse-0124325053" }),
    )

    await publish(offer.id, false)
    await eventually("it is gone", async () => (await get(address)).status === 410)
    const { body } = await get<{ alternatives: { id: string }[] }>(address)
    expect(body.alternatives.map(({ id }) => id)).toContain(part.id)
    expect((await get("/store/parts/off_none")).status).toBe(404)

    await publish(offer.id)
    await made(`/vendor/offers/${offer.id}`, { brand: part.brand, mpn: part.mpn }, { as: vendor })
    await eventually("its page is its part's", async () => {
      const { status, headers } = await get(address)
      return status === 301 && headers.location === `/store/parts/${part.slug}`
    })
    await eventually("it left the lists", async () => !(await listed(own)()))
  })

  it("takes pictures only, whatever they are said to be", async () => {
    const { status, body } = await upload(Buffer.from("<svg onload=alert(1)>"), "image/png")
    expect([status, body.code]).toEqual([400, "photo_unreadable"])
  })
})

describe("two parts that are one", () => {
  it("become one page with every offer, and the old address leads there", async () => {
    const [, , , from, into] = known as [Known, Known, Known, Known, Known]
    const before = [...(await partPage(from.slug)).offers, ...(await partPage(into.slug)).offers]
    const body = { from_part_id: from.id, into_part_id: into.id }
    const { part_merge_preview: preview } = await found<{ part_merge_preview: MergePreview }>(
      `/admin/part-merge-previews?${new URLSearchParams(body)}`,
      { as: operator },
    )
    expect([preview.from.id, preview.into.id]).toEqual([from.id, into.id])
    expect(preview.offers.moved).toBe(preview.from.offer_count)
    expect(preview.fitments.moved + preview.fitments.joined).toBe(preview.from.fitment_count)
    expect([preview.old_slugs, preview.new_slug]).toEqual([[from.slug], into.slug])
    // Reading it changed nothing.
    expect(
      (await partPage(from.slug)).offers.length + (await partPage(into.slug)).offers.length,
    ).toBe(before.length)
    const merge = () => post<{ part: { id: string } }>("/admin/part-merges", body, { as: operator })
    const [one, two] = await Promise.all([merge(), merge()])
    expect([one.status, two.status, one.body.part.id]).toEqual([201, 201, into.id])

    for (const address of [from.slug, from.id]) {
      const {
        status,
        headers,
        body: told,
      } = await get<{ type: string; message: string; part: object }>(
        `/store/parts/${address}?vehicle=vvar_none`,
      )
      expect([status, headers.location]).toEqual([
        301,
        `/store/parts/${into.slug}?vehicle=vvar_none`,
      ])
      expect(told).toEqual({
        type: "moved",
        message: expect.any(String),
        part: { id: into.id, slug: into.slug },
      })
    }
    const { part: merged } = await found<{ part: Merging }>(`/admin/parts/${into.id}`, {
      as: operator,
    })
    expect(merged.offer_count).toBe(preview.into.offer_count + preview.offers.moved)
    expect(merged.fitment_count).toBe(preview.into.fitment_count + preview.fitments.moved)
    const page = await partPage(into.slug)
    expect(page.offers.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort())
    expect(page.cross_references).toContainEqual(
      expect.objectContaining({ kind: "interchange", brand: from.brand, number: from.mpn }),
    )
    await eventually("a search for the old number finds the part", async () => {
      const { parts } = await found<{ parts: { id: string }[] }>(
        `/store/parts?q=${encodeURIComponent(from.mpn)}`,
      )
      return parts.length === 1 && parts[0]!.id === into.id
    })
    const sold = await sell({ brand: from.brand, mpn: from.mpn })
    expect(sold.part?.id).toBe(into.id)
  })

  it("are refused when they are one already, or unknown", async () => {
    const [part, , , gone] = known as [Known, Known, Known, Known]
    const merge = async (from_part_id: string, into_part_id: string) => {
      const body = { from_part_id, into_part_id }
      const answer = await post("/admin/part-merges", body, { as: operator })
      const preview = await get(`/admin/part-merge-previews?${new URLSearchParams(body)}`, {
        as: operator,
      })
      expect([preview.status, preview.body.code]).toEqual([answer.status, answer.body.code])
      return [answer.status, answer.body.code]
    }
    expect(await merge(part.id, part.id)).toEqual([400, "part_merge_same"])
    expect(await merge(part.id, "part_none")).toEqual([404, "part_not_found"])
    expect(await merge(gone.id, part.id)).toEqual([409, "part_already_merged"])
    expect(await merge(part.id, gone.id)).toEqual([409, "part_already_merged"])
  })

  it("stand apart again when some of the offers were of another part", async () => {
    const [, , , from, into] = known as [Known, Known, Known, Known, Known]
    const { offers } = await partPage(into.slug)
    const mine = offers.slice(0, 1).map(({ id }) => id)
    const body = { part_id: into.id, offer_ids: mine, brand: from.brand, mpn: from.mpn }
    await made("/admin/part-splits", body, { as: operator })
    expect((await partPage(from.slug)).offers.map(({ id }) => id)).toEqual(mine)
  })
})

it("a removed part is gone, with others in its place", async () => {
  const part = known[5]!
  await sql("update part set deleted_at = now() where id = $1", [part.id])
  const { status, body } = await get<{ type: string; message: string; alternatives: object[] }>(
    `/store/parts/${part.slug}`,
  )
  expect([status, body.type]).toEqual([410, "gone"])
  expect(body.message).toBeTruthy()
  expect(body.alternatives.length).toBeLessThanOrEqual(6)
  await sql("update part set deleted_at = null where id = $1", [part.id])
})

it("a brand has other names, one brand each", async () => {
  const [part] = known as [Known]
  type Brand = { id: string; aliases: { id: string; name: string }[] }
  const { brands } = await found<{ brands: Brand[] }>(
    `/admin/brands?q=${encodeURIComponent(part.brand)}`,
    { as: operator },
  )
  const path = `/admin/brands/${brands[0]!.id}/aliases`
  const { brand } = await made<{ brand: Brand }>(path, { name: "Maison d'essai" }, { as: operator })
  const alias = brand.aliases.find(({ name }) => name === "Maison d'essai")!
  const offer = await sell({ brand: "maison-d'essai", mpn: part.mpn })
  expect(offer.part?.id).toBe(part.id)
  const removed = await send("DELETE", `${path}/${alias.id}`, { as: operator })
  expect(removed.status).toBe(200)
  expect((await send("DELETE", `${path}/${alias.id}`, { as: operator })).status).toBe(404)
})
