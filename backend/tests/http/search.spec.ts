import { found, get, made } from "./client"
import { executeScript } from "../../../scripts/lib/test-server"
import { demo, eventually, offersOf, placeOrder, signIn, sql, type Offer } from "./shop"

type Facet = { value: string; count: number }[]
type Part = {
  id: string
  brand: string
  category_id: string
  position: string | null
  best_offer: {
    id: string
    vendor: { handle: string }
    price_millimes: number
    condition: string
    in_stock: boolean
    delay_days: number
  }
}
type Parts = {
  parts: Part[]
  count: number
  count_is_exact: boolean
  facets: {
    brand: Facet
    condition: Facet
    vendor: Facet
    category: Facet
    position: Facet
    in_stock: number
    price: { from: number; to: number | null; count: number }[]
  }
  suggestions: { kind: string; q?: string; count: number }[]
}

const list = (filters: Record<string, string | string[]>) => {
  const query = new URLSearchParams({ limit: "100" })
  for (const [name, values] of Object.entries(filters)) {
    for (const value of [values].flat()) query.append(name, value)
  }
  return found<Parts>(`/store/parts?${query}`)
}
const bestOffers = async (filters: Record<string, string | string[]>) =>
  (await list(filters)).parts.map((part) => part.best_offer)

describe("the list of parts", () => {
  let all: Parts

  beforeAll(async () => {
    all = await list({})
  })

  it("counts each part once in each facet, and says what each choice would leave", async () => {
    // Meilisearch estimates, and the answer says so.
    expect(all.count_is_exact).toBe(!process.env.MEILISEARCH_HOST)
    for (const [name, facet] of [
      ["brand", all.facets.brand],
      ["condition", all.facets.condition],
      ["vendor", all.facets.vendor],
      ["position", all.facets.position],
    ] as const) {
      for (const { value, count } of facet.slice(0, 3)) {
        const narrowed = await list({ [name]: value })
        expect([name, value, narrowed.count]).toEqual([name, value, count])
        // The facet itself keeps its other choices.
        expect(narrowed.facets[name].find((one) => one.value === value)!.count).toBe(count)
      }
    }
    expect((await list({ in_stock: "true" })).count).toBe(all.facets.in_stock)
    for (const { from, to, count } of all.facets.price) {
      const cheapest = (await list({})).facets.price.find((one) => one.from === from)!
      expect([from, to, cheapest.count]).toEqual([from, to, count])
    }
    expect(all.facets.price.reduce((sum, { count }) => sum + count, 0)).toBe(all.count)
  })

  it("shows offers that pass every filter at once", async () => {
    const offers = await bestOffers({
      condition: ["new", "used"],
      vendor: [demo.vendorA.handle, demo.vendorB.handle],
      price_min: "5000",
      price_max: "400000",
      in_stock: "true",
      max_delay_days: "3",
    })
    expect(offers.length).toBeGreaterThan(0)
    for (const offer of offers) {
      expect(["new", "used"]).toContain(offer.condition)
      expect([demo.vendorA.handle, demo.vendorB.handle]).toContain(offer.vendor.handle)
      expect(offer.price_millimes).toBeGreaterThanOrEqual(5_000)
      expect(offer.price_millimes).toBeLessThanOrEqual(400_000)
      expect(offer.in_stock).toBe(true)
      expect(offer.delay_days).toBeLessThanOrEqual(3)
    }
  })

  it("shows no used piece without its photos and its donor vehicle", async () => {
    const used = await sql<{ photos: string[]; year: number | null }>(
      `select o.donor_vehicle ->> 'year' as year, array(
         select url from image where image.product_id = o.product_id and deleted_at is null
       ) as photos
         from offer o where o.listed and o.condition = 'used'`,
    )
    expect(used.length).toBeGreaterThan(5)
    for (const { photos, year } of used) {
      expect(year).not.toBeNull()
      expect(photos.length).toBeGreaterThan(0)
    }
    const { pathname } = new URL(used[0]!.photos[0]!)
    const file = await fetch(new URL(pathname, process.env.SOUK_TEST_API_URL))
    expect([file.status, file.headers.get("content-type")]).toEqual([200, "image/webp"])
  })

  it("takes a category with all those below it", async () => {
    const [{ value: leaf, count }] = all.facets.category as [{ value: string; count: number }]
    const parent = leaf.replace(/-\d+$/, "")
    expect((await list({ category_id: leaf })).count).toBe(count)
    expect((await list({ category_id: parent })).count).toBeGreaterThanOrEqual(count)
  })

  it("narrows to a vehicle, and says that what is left fits it", async () => {
    const [{ variant_id }] = (await sql<{ variant_id: string }>(
      `select f.variant_id from fitment f join offer o on o.part_id = f.part_id
        where o.listed and f.status <> 'disputed' group by 1 order by count(*) desc limit 1`,
    )) as [{ variant_id: string }]
    const { parts, count } = await found<{ parts: { fits: string }[]; count: number }>(
      `/store/parts?vehicle=${variant_id}&limit=100`,
    )
    expect(count).toBeGreaterThan(0)
    expect(new Set(parts.map((part) => part.fits))).toEqual(new Set(["fits"]))
  })

  it("sorts by price both ways, a part costing what its cheapest offer costs", async () => {
    const ascending = (await bestOffers({ sort: "price_asc" })).map((one) => one.price_millimes)
    expect(ascending).toEqual([...ascending].sort((a, b) => a - b))
    const descending = (await bestOffers({ sort: "price_desc" })).map((one) => one.price_millimes)
    expect(descending).toEqual([...descending].sort((a, b) => b - a))
    const [{ dearest }] = (await sql<{ dearest: number }>(
      `select max(cheapest) as dearest from (
         select min(price_millimes) as cheapest from offer where listed and part_id is not null group by part_id) as parts`,
    )) as [{ dearest: number }]
    expect(descending[0]).toBe(Number(dearest))
  })

  it.each(["relevance", "price_asc", "price_desc", "newest", "popular"])(
    "goes through every part once, page after page, by %s",
    async (sort) => {
      const seen: string[] = []
      for (let offset = 0; offset < all.count; offset += 50) {
        const page = await found<Parts>(`/store/parts?sort=${sort}&limit=50&offset=${offset}`)
        seen.push(...page.parts.map((part) => part.id))
      }
      expect(seen).toHaveLength(all.count)
      expect(new Set(seen).size).toBe(all.count)
    },
  )

  it("puts what sells most first", async () => {
    const [offer] = (await offersOf("elec-auto-bizerte")) as [Offer]
    await placeOrder([{ offer, quantity: 3 }])
    const soldOf = async (ids: string[]) => {
      const rows = await sql<{ part_id: string; sold: number }>(
        `select part_id, sum(sold_quantity)::int as sold from offer where part_id = any($1) group by 1`,
        [ids],
      )
      const sold = new Map(rows.map((row) => [row.part_id, row.sold]))
      return ids.map((id) => sold.get(id) ?? 0)
    }
    await eventually("the sale counts", async () => {
      const { parts } = await list({ sort: "popular" })
      const sold = await soldOf(parts.map((part) => part.id))
      return sold[0]! >= 3 && sold.every((count, place) => place === 0 || count <= sold[place - 1]!)
    })
  })

  it.each([
    ["plaquettes de frein", "بلاكات فران"],
    ["filtre à huile", "فيلتر زيت"],
    ["filtre huile", "FILTRES D’HUILE"],
    ["plaquettes", "plaqettes"],
    ["amortisseur", "amortissor"],
  ])("%j and %j find the same parts", async (one, other) => {
    const [first, second] = await Promise.all([list({ q: one }), list({ q: other })])
    expect(first.count).toBeGreaterThan(0)
    expect(second.parts.map((part) => part.id)).toEqual(first.parts.map((part) => part.id))
  })

  it("finds a reference however it is written, and every part that replaces a maker's number", async () => {
    const [{ id, mpn, mpn_key }] = (await sql<{ id: string; mpn: string; mpn_key: string }>(
      `select p.id, p.mpn, p.mpn_key from part p join offer o on o.part_id = p.id
        where o.listed and length(p.mpn_key) > 6 and p.mpn_key ~ '[0-9]{4}' limit 1`,
    )) as [{ id: string; mpn: string; mpn_key: string }]
    for (const q of [
      mpn,
      mpn_key.toLowerCase(),
      mpn_key.split("").join("-"),
      mpn_key.split("").join(" "),
    ]) {
      const { parts } = await list({ q })
      expect([q, parts.map((part) => part.id)]).toEqual([q, expect.arrayContaining([id])])
    }
    expect((await list({ q: mpn_key.slice(0, 6) })).parts.map((part) => part.id)).toContain(id)

    const [{ number, ids }] = (await sql<{ number: string; ids: string[] }>(
      `select x.number, array_agg(distinct x.part_id) as ids from cross_reference x
         join offer o on o.part_id = x.part_id and o.listed where x.kind = 'oe'
        group by x.number having count(distinct x.part_id) > 1 order by 1 limit 1`,
    )) as [{ number: string; ids: string[] }]
    expect((await list({ q: number })).parts.map((part) => part.id).sort()).toEqual(ids.sort())
  })

  it("proposes the nearest when nothing answers", async () => {
    const keys = await sql<{ mpn_key: string }>(
      `select distinct p.mpn_key from part p join offer o on o.part_id = p.id
        where o.listed and p.mpn_key ~ '^[0-9]{8,}$' order by 1 limit 10`,
    )
    // One whose wrong end no word in use is written like.
    let mpn_key = ""
    let byReference: Parts | undefined
    for (const one of keys) {
      mpn_key = one.mpn_key
      byReference = await list({ q: `${mpn_key.slice(0, -1)}ZZ9` })
      if (byReference.count === 0) break
    }
    expect(byReference!.count).toBe(0)
    expect(byReference!.suggestions).toContainEqual({
      kind: "reference",
      q: mpn_key.slice(0, -1),
      count: expect.any(Number),
    })

    const withoutVehicle = await list({ q: "plaquettes", vehicle: "vvar_unknown" })
    expect(withoutVehicle.suggestions[0]).toMatchObject({ kind: "without_vehicle" })
    const without = await list({ q: "plaquettes", price_max: "1" })
    expect(without.suggestions[0]).toMatchObject({ kind: "without_filters" })
    const spelling = await list({ q: "plaquettes xyzzyqw" })
    expect(spelling.suggestions).toContainEqual({
      kind: "spelling",
      q: "plaquette",
      count: expect.any(Number),
    })
  })

  it("suggests while a search is typed", async () => {
    type Suggestions = { suggestions: { kind: string; text: string; slug?: string }[] }
    const suggest = async (q: string, locale = "fr") =>
      (await found<Suggestions>(`/store/part-suggestions?q=${encodeURIComponent(q)}`, { locale }))
        .suggestions
    expect(await suggest("bos")).toContainEqual({ kind: "brand", text: "Bosch" })
    const [first] = await suggest("plaqu")
    expect(first).toMatchObject({ kind: "part", slug: expect.any(String) })
    expect((await suggest("plaqu", "ar"))[0]!.text).toMatch(/\p{Script=Arabic}/u)
    expect(await suggest("'%_\u202e")).toEqual([])
    expect((await get("/store/part-suggestions?q=a")).status).toBe(400)
  })

  it.each([
    ["colour=red", "colour"],
    ["sort=cheapest", "price_asc"],
    ["limit=101", "100"],
    ["offset=-1", "0"],
    ["offset=10001", "10"],
    [`q=${"a".repeat(2_000)}`, "200"],
    ["condition=broken", "refurbished"],
    ["price_min=9&price_max=1", "9"],
    ["max_delay_days=1.5", "max_delay_days"],
  ])("refuses %j, and says what it takes", async (query, said) => {
    const { status, body } = await get<{ message: string }>(`/store/parts?${query}`)
    expect([status, body.message]).toEqual([400, expect.stringContaining(said)])
  })

  it.each(["' OR 1=1 --", "%", "_", "\\", "\u202eabc", "🚗🛞", "(((", "a:*&!b", "\ufeff"])(
    "takes %j as text",
    async (q) => {
      const { status } = await get(`/store/parts?q=${encodeURIComponent(q)}`)
      expect(status).toBe(200)
    },
  )
})

describe("the shop's publishable key", () => {
  it("opens the shop until it is revoked, and some seconds more at most", async () => {
    const operator = await signIn("user", demo.operator)
    const as = { as: operator }
    type Made = { api_key: { id: string; token: string } }
    const { api_key } = await made<Made>(
      "/admin/api-keys",
      { title: "À révoquer", type: "publishable" },
      as,
    )
    const status = async () => {
      const headers = { "x-publishable-api-key": api_key.token }
      return (await get("/store/vehicle-makes?limit=1", { headers })).status
    }
    expect([await status(), await status()]).toEqual([200, 200])
    await made(`/admin/api-keys/${api_key.id}/revoke`, {}, as)
    await eventually("the key opens nothing any more", async () => (await status()) === 400)
  })
})

describe("a change shows in the lists", () => {
  let operator: string
  let offer: Offer
  let reference: string

  const listed = async () => {
    const { parts } = await list({ q: reference, vendor: offer.vendor_handle })
    return parts.find((part) => part.best_offer.id === offer.id)?.best_offer
  }

  beforeAll(async () => {
    operator = await signIn("user", demo.operator)
    ;[offer] = (await offersOf("sud-moteurs")) as [Offer]
    const [part] = await sql<{ mpn_key: string }>(
      "select p.mpn_key from part p join offer o on o.part_id = p.id where o.id = $1",
      [offer.id],
    )
    reference = part!.mpn_key
  })

  it("of price", async () => {
    const before = (await listed())!.price_millimes
    const price = before / 1000 + 1.5
    await made(
      `/admin/products/${offer.product_id}/variants/${offer.variant_id}`,
      { prices: [{ currency_code: "tnd", amount: price }] },
      { as: operator },
    )
    await eventually(
      "the new price",
      async () => (await listed())?.price_millimes === before + 1_500,
    )
  })

  it("to all who ask the same, a second later at most", async () => {
    const path = `/store/parts?q=${reference}&vendor=${offer.vendor_handle}`
    const shared = () => get(path, { headers: { "cache-control": undefined } })
    const [first, ...others] = await Promise.all(Array.from({ length: 8 }, shared))
    expect(new Set(others.map((one) => one.text))).toEqual(new Set([first!.text]))

    const before = (await listed())!.price_millimes
    await made(
      `/admin/products/${offer.product_id}/variants/${offer.variant_id}`,
      { prices: [{ currency_code: "tnd", amount: before / 1000 + 2.25 }] },
      { as: operator },
    )
    await eventually("the new price", async () =>
      (await shared()).text.includes(`"price_millimes":${before + 2_250}`),
    )
  })

  it("of status", async () => {
    const path = `/admin/products/${offer.product_id}`
    await made(path, { status: "draft" }, { as: operator })
    await eventually("the offer leaves", async () => (await listed()) === undefined)
    await made(path, { status: "published" }, { as: operator })
    await eventually("the offer comes back", async () => (await listed()) !== undefined)
  })

  it("of a vendor that comes back, before anything of its offers is computed again", async () => {
    const script = "./backend/tests/http/relist-vendor.cjs"
    const partsSold = async () => (await list({ vendor: offer.vendor_handle })).count
    const sold = await partsSold()
    const told = await executeScript(script, [offer.vendor_id])
    const { before, away, back, corrected } = JSON.parse(/\{"before".*\}/.exec(told)![0]) as {
      [moment: string]: number
    }
    expect(before).toBeGreaterThan(0)
    expect({ away, back, corrected }).toEqual({ away: 0, back: before, corrected: 0 })
    await eventually("its parts are listed", async () => (await partsSold()) === sold)
  })

  it("of what the index was made to say, once it is compared with its source", async () => {
    const [other] = await sql<{ id: string }>(
      "select id from offer where listed and part_id is not null and id <> $1 order by id limit 1",
      [offer.id],
    )
    const nobodys = async () => (await list({ brand: "NOBODY", sort: "price_asc" })).parts
    await executeScript("./backend/tests/http/spoil-index.cjs", [offer.id, other!.id])
    await sql("update offer set stock_available = 4321 where id = $1", [offer.id])
    await eventually("the index says what is not so", async () => {
      const best = (await nobodys())[0]?.best_offer
      return best?.id === offer.id && best.price_millimes === 1
    })

    const reconcile = "./backend/.medusa/server/src/scripts/reconcile.js"
    const mended = await executeScript(reconcile)
    expect(mended).toMatch(/Offers mended: [1-9]/)
    expect(mended).toMatch(/search documents mended: ([2-9]|\d\d)/)
    await eventually("nobody sells it", async () => (await nobodys()).length === 0)
    expect((await listed())!.price_millimes).toBeGreaterThan(1)
    expect(await executeScript(reconcile)).toContain(
      "Offers mended: 0; search documents mended: 0.",
    )
  })
})
