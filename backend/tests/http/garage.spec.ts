import { executeScript } from "../../../scripts/lib/test-server"
import { found, get, made, post, send, type Told } from "./client"
import { checkoutBody, complete, demo, offersOf, regionId, signIn, sql, type Offer } from "./shop"

type Vehicle = { id: string; full_name: string; make: { id: string; name: string } }
type Kept = {
  id: string
  variant: Vehicle
  label: string | null
  plate: string | null
  vin: string | null
  is_active: boolean
  created_at: string
}
type Garage = { garage_vehicles: Kept[]; count: number; limit: number; offset: number }

const GARAGE = "/store/customers/me/garage-vehicles"
const VIN = "VF34C9HR8AS123456"

let me: string
let other: string
let variants: string[]

beforeAll(async () => {
  me = await signIn("customer", demo.buyer)
  other = await signIn("customer", demo.otherBuyer)
  const rows = await sql<{ id: string }>("select id from vehicle_variant order by id limit 3")
  variants = rows.map((row) => row.id)
})

describe("a chassis number", () => {
  type Answer = {
    vin: {
      vin: string
      wmi: string
      makes: { id: string; name: string; slug: string }[]
      model_years: number[]
      decoded: boolean
      message_code: string
      message: string
    }
  }

  it("narrows the choice to the makes of its first letters, and says that it decodes nothing", async () => {
    const [make] = await sql<{ id: string; name: string; slug: string }>(
      "select id, name, slug from vehicle_make order by id limit 1",
    )
    await sql("update vehicle_make set wmi_codes = wmi_codes || '{ZZ7}' where id = $1", [make!.id])
    const messages = await Promise.all(
      ["fr", "ar", "en"].map(async (locale) => {
        const { vin } = await found<Answer>("/store/vins/zz7%204c9-hr8as123456", { locale })
        expect(vin).toMatchObject({
          vin: "ZZ74C9HR8AS123456",
          wmi: "ZZ7",
          makes: [make],
          model_years: [],
          decoded: false,
          message_code: "vin_narrows_only",
        })
        return vin.message
      }),
    )
    expect(new Set(messages).size).toBe(3)
    await sql("update vehicle_make set wmi_codes = array_remove(wmi_codes, 'ZZ7') where id = $1", [
      make!.id,
    ])
    const { vin } = await found<Answer>("/store/vins/ZZ74C9HR8AS123456")
    expect(vin).toMatchObject({ makes: [], message_code: "vin_maker_unknown" })
  })

  it.each([
    ["VF34C9HR8ASO23456", "vin_character", ["O", "12"]],
    ["VF34C9HR8AS12345", "vin_length", ["16"]],
    ["%F0%9F%94%A7", "vin_character", ["🔧", "1"]],
  ])("%s is refused as %s", async (vin, code, words) => {
    for (const locale of ["fr", "ar", "en"]) {
      const { status, body } = await get(`/store/vins/${vin}`, { locale })
      expect([status, body.code]).toEqual([400, code])
      for (const word of words) expect(body.message).toContain(word)
    }
  })
})

/** The story goes on from one test to the next. */
describe("a buyer's garage", () => {
  let car: Kept
  let bike: Kept

  it("keeps a vehicle with its plate and chassis number in their one writing", async () => {
    const { status, headers, body } = await post<{ garage_vehicle: Kept }>(
      GARAGE,
      {
        variant_id: variants[0],
        label: "Familiale",
        plate: "١٢٣ تونس ٤٥٦٧",
        vin: VIN.toLowerCase(),
      },
      { as: me },
    )
    car = body.garage_vehicle
    expect(status).toBe(201)
    expect(headers.location).toBe(`${GARAGE}/${car.id}`)
    const { vehicle_variant } = await found<{ vehicle_variant: Vehicle }>(
      `/store/vehicle-variants/${variants[0]}`,
    )
    expect(car).toMatchObject({
      variant: vehicle_variant,
      label: "Familiale",
      plate: "123 TUN 4567",
      vin: VIN,
      is_active: true,
    })
    expect(Number.isNaN(Date.parse(car.created_at))).toBe(false)
  })

  it("takes a visitor's vehicles at sign-in, as often as it is asked", async () => {
    const again = await post<{ garage_vehicle: Kept }>(
      GARAGE,
      { variant_id: variants[0], plate: "123 TU 4567" },
      { as: me },
    )
    expect([again.status, again.body.garage_vehicle]).toEqual([200, car])
    const { garage_vehicle } = await made<{ garage_vehicle: Kept }>(
      GARAGE,
      { variant_id: variants[1] },
      { as: me },
    )
    bike = garage_vehicle
    expect(bike).toMatchObject({ label: null, plate: null, vin: null, is_active: false })
  })

  it("has one active vehicle", async () => {
    const { body } = await post<{ garage_vehicle: Kept }>(
      `${GARAGE}/${bike.id}`,
      { is_active: true, label: "La moto" },
      { as: me },
    )
    expect(body.garage_vehicle).toMatchObject({ id: bike.id, is_active: true, label: "La moto" })
    const garage = await found<Garage>(GARAGE, { as: me })
    expect(garage).toMatchObject({ count: 2, limit: 50, offset: 0 })
    expect(garage.garage_vehicles.map(({ id, is_active }) => [id, is_active])).toEqual([
      [bike.id, true],
      [car.id, false],
    ])
  })

  it("is its owner's alone", async () => {
    const theirs = await found<Garage>(GARAGE, { as: other })
    expect(theirs.garage_vehicles.map(({ id }) => id)).not.toContain(car.id)
    for (const [method, body] of [
      ["GET", undefined],
      ["POST", { label: "à moi" }],
      ["DELETE", undefined],
    ] as const) {
      const answer = await send(method, `${GARAGE}/${car.id}`, { as: other, body })
      expect([method, answer.status, answer.body.code]).toEqual([
        method,
        404,
        "garage_vehicle_not_found",
      ])
    }
    expect((await get(GARAGE)).status).toBe(401)
    const { garage_vehicle } = await found<{ garage_vehicle: Kept }>(`${GARAGE}/${car.id}`, {
      as: me,
    })
    expect(garage_vehicle.label).toBe("Familiale")
  })

  it.each([
    [{ variant_id: "vvar_none" }, "vehicle_unknown"],
    [{ plate: "AB-123-CD" }, "plate_unreadable"],
    [{ vin: `${VIN}9` }, "vin_length"],
    [{ vin: VIN.replace("C", "Q") }, "vin_character"],
  ])("refuses %j in the reader's language", async (change, code) => {
    for (const locale of ["fr", "ar", "en"]) {
      const body = { variant_id: variants[2], ...change }
      const answer = await post(GARAGE, body, { as: me, locale })
      expect([answer.status, answer.body.code]).toEqual([400, code])
      expect(/[\u0600-\u06ff]/.test(answer.body.message)).toBe(locale === "ar")
    }
  })

  it("forgets what it is told to, and is emptied", async () => {
    const { body } = await post<{ garage_vehicle: Kept }>(
      `${GARAGE}/${car.id}`,
      { plate: null, vin: "" },
      { as: me },
    )
    expect(body.garage_vehicle).toMatchObject({ plate: null, vin: null, label: "Familiale" })
    for (const { id } of [car, bike]) {
      const answer = await send<object>("DELETE", `${GARAGE}/${id}`, { as: me })
      expect([answer.status, answer.body]).toEqual([
        200,
        { id, object: "garage_vehicle", deleted: true },
      ])
    }
    expect((await found<Garage>(GARAGE, { as: me })).count).toBe(0)
  })
})

describe("whether a part fits", () => {
  type Fit = {
    verdict: string
    status: string | null
    fitments: { id: string; status: string; exclusions: string | null }[]
    vehicle: { id: string; full_name: string } | null
  }
  type Page = {
    part: {
      slug: string
      fits: string | null
      fit: Fit | null
      fitments: { variant_id: string; status: string; note: string | null }[]
    }
  }
  let partId: string
  let variantId: string
  let stranger: string

  beforeAll(async () => {
    const [offer] = await offersOf(demo.vendorA.handle)
    partId = offer!.part_id
    const [fitment] = await sql<{ variant_id: string }>(
      "select variant_id from fitment where part_id = $1 and status <> 'disputed' order by id limit 1",
      [partId],
    )
    variantId = fitment!.variant_id
    const [none] = await sql<{ id: string }>(
      "select id from vehicle_variant v where not exists (select 1 from fitment f where f.variant_id = v.id and f.part_id = $1) limit 1",
      [partId],
    )
    stranger = none!.id
  })

  it("is told with the claims it rests on, the strongest first", async () => {
    const before = await found<Page>(`/store/parts/${partId}?vehicle=${variantId}`)
    expect(before.part.fit).toMatchObject({ verdict: "fits", vehicle: { id: variantId } })
    await sql(
      `insert into fitment (id, part_id, variant_id, position, quantity, status, exclusions)
       values ('fit_story', $1, $2, 'story', 1, 'verified', 'sauf boîte automatique')`,
      [partId, variantId],
    )
    const { part } = await found<Page>(`/store/parts/${partId}?vehicle=${variantId}`)
    expect(part.fits).toBe("fits")
    expect(part.fit!.status).toBe("verified")
    const verified = part.fit!.fitments.filter((one) => one.status === "verified")
    expect(part.fit!.fitments.slice(0, verified.length)).toEqual(verified)
    expect(part.fit!.fitments).toContainEqual(
      expect.objectContaining({ id: "fit_story", exclusions: "sauf boîte automatique" }),
    )
    expect(part.fitments.every((one) => one.status && one.note !== undefined)).toBe(true)
    await sql("delete from fitment where id = 'fit_story'")
  })

  it.each([
    ["does_not_fit", () => stranger],
    ["unknown", () => "vvar_none"],
  ])("is %s of another vehicle", async (verdict, vehicle) => {
    const { part } = await found<Page>(`/store/parts/${partId}?vehicle=${vehicle()}`)
    expect(part.fits).toBe(verdict)
    expect(part.fit).toMatchObject({ verdict, status: null, fitments: [] })
    expect(part.fit!.vehicle === null).toBe(verdict === "unknown")
  })

  it("is not told without a vehicle", async () => {
    const { part } = await found<Page>(`/store/parts/${partId}`)
    expect([part.fits, part.fit]).toEqual([null, null])
  })

  it("lists the vehicles of a part by words of their names", async () => {
    type Fitments = { fitments: { make: string; variant_id: string }[]; count: number }
    const all = await found<Fitments>(`/store/parts/${partId}/fitments?limit=100`)
    expect(all.count).toBeGreaterThan(0)
    const { part } = await found<Page>(`/store/parts/${partId}`)
    expect(await found<Fitments>(`/store/parts/${part.slug}/fitments?limit=100`)).toEqual(all)
    const { make } = all.fitments[0]!
    const some = await found<Fitments>(
      `/store/parts/${partId}/fitments?q=${encodeURIComponent(make.toUpperCase())}`,
    )
    expect(some.count).toBeGreaterThan(0)
    const none = await found<Fitments>(`/store/parts/${partId}/fitments?q=zzzz`)
    expect(none).toMatchObject({ fitments: [], count: 0 })
    expect((await get("/store/parts/part_none/fitments")).status).toBe(404)
    expect((await get(`/store/parts/${partId}/fitments?limit=101`)).status).toBe(400)
  })
})

/** What the shop says of a part when it enters a cart, and what stays of it. */
describe("the claim on a cart's line", () => {
  type Claim = {
    vehicle_variant_id: string | null
    vehicle_label: string | null
    verdict: string | null
    fitment_id: string | null
    fitment_status: string | null
    fitment_exclusions: string | null
    part_id: string | null
    part_label: string | null
    offer_id: string | null
    condition: string | null
    warranty_months: number | null
    claimed_at: string
  }
  type Item = { id: string; variant_id: string; quantity: number; metadata: Claim }
  type Cart = { cart: { id: string; items: Item[] } }
  type ClaimedLine = {
    id: string
    claim: Claim | null
    claim_problem: { code: string; message: string } | null
  }
  type Groups = { cart: { groups: { lines: ClaimedLine[] }[] } }

  let offer: Offer
  let fits: { id: string; variant_id: string; status: string; position: string }
  let stranger: string

  const add = (cartId: string, body: object, locale?: string) =>
    post<Cart & Told>(`/store/carts/${cartId}/line-items`, body, { locale })
  const emptyCart = async () => {
    const { cart } = await made<Cart>("/store/carts", { region_id: await regionId() })
    return cart.id
  }
  const linesOf = async (cartId: string) => {
    const { cart } = await found<Groups>(`/store/carts/${cartId}/groups`)
    return cart.groups.flatMap((group) => group.lines)
  }
  const prepared = async (vehicle: string | null) => {
    const cartId = await emptyCart()
    const metadata = vehicle ? { vehicle_variant_id: vehicle } : undefined
    await made(`/store/carts/${cartId}/line-items`, {
      variant_id: offer.variant_id,
      quantity: 1,
      metadata,
    })
    await made(`/store/carts/${cartId}/checkouts`, checkoutBody([{ offer, quantity: 1 }]))
    return cartId
  }
  const dispute = (status: string) =>
    sql("update fitment set status = $2 where id = $1", [fits.id, status])

  beforeAll(async () => {
    ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
    const [row] = await sql<typeof fits>(
      `select id, variant_id, status, position from fitment f
        where part_id = $1 and status <> 'disputed'
          and (select count(*) from fitment g where g.part_id = f.part_id and g.variant_id = f.variant_id) = 1
        order by id limit 1`,
      [offer.part_id],
    )
    fits = row!
    const [none] = await sql<{ id: string }>(
      "select id from vehicle_variant v where not exists (select 1 from fitment f where f.variant_id = v.id and f.part_id = $1) order by id limit 1",
      [offer.part_id],
    )
    stranger = none!.id
  })

  it("is the shop's, whatever the buyer writes", async () => {
    const cartId = await emptyCart()
    const forged = {
      vehicle_variant_id: fits.variant_id,
      verdict: "does_not_fit",
      fitment_status: "verified",
      fitment_id: "fit_forged",
      warranty_months: 999,
      claimed_at: "1990-01-01T00:00:00.000Z",
      admin: true,
    }
    const { status, body } = await add(cartId, {
      variant_id: offer.variant_id,
      quantity: 1,
      metadata: forged,
    })
    expect(status).toBe(200)
    const [line] = body.cart.items
    const { vehicle_variant } = await found<{ vehicle_variant: Vehicle }>(
      `/store/vehicle-variants/${fits.variant_id}`,
    )
    expect(line!.metadata).toMatchObject({
      vehicle_variant_id: fits.variant_id,
      vehicle_label: vehicle_variant.full_name,
      verdict: "fits",
      fitment_id: fits.id,
      fitment_status: fits.status,
      part_id: offer.part_id,
      offer_id: offer.id,
    })
    expect(line!.metadata.warranty_months).toBeLessThan(999)
    expect(line!.metadata.part_label).toBeTruthy()
    expect(line!.metadata).not.toHaveProperty("admin")
    expect(Date.now() - Date.parse(line!.metadata.claimed_at)).toBeLessThan(60_000)

    const otherwise = await post<Cart>(`/Store//carts/${cartId}/Line-Items/`, {
      variant_id: offer.variant_id,
      quantity: 1,
      metadata: forged,
    })
    for (const item of otherwise.body?.cart?.items ?? []) {
      expect(item.metadata).toEqual(line!.metadata)
    }

    const rewritten = await post<Cart>(`/store/carts/${cartId}/line-items/${line!.id}`, {
      quantity: 1,
      metadata: { ...forged, vehicle_variant_id: stranger },
    })
    expect(rewritten.body.cart.items[0]!.metadata).toMatchObject({
      vehicle_variant_id: stranger,
      verdict: "does_not_fit",
      fitment_id: null,
      fitment_status: null,
    })
    expect(rewritten.body.cart.items[0]!.metadata).not.toHaveProperty("admin")

    const { cart } = await made<Cart>("/store/carts", {
      region_id: await regionId(),
      items: [{ variant_id: offer.variant_id, quantity: 1, metadata: forged }],
    })
    expect(cart.items[0]!.metadata).toMatchObject({ verdict: "fits", fitment_id: fits.id })
    expect(cart.items[0]!.metadata).not.toHaveProperty("admin")
  })

  it("makes one line per vehicle, and one line of the same part added twice for it", async () => {
    const cartId = await emptyCart()
    const ask = (vehicle?: string | null) => ({
      variant_id: offer.variant_id,
      quantity: 1,
      ...(vehicle !== undefined && { metadata: { vehicle_variant_id: vehicle } }),
    })
    for (const vehicle of [fits.variant_id, stranger, fits.variant_id, undefined, null, ""]) {
      expect((await add(cartId, ask(vehicle))).status).toBe(200)
    }
    const lines = await linesOf(cartId)
    expect(lines.map(({ claim }) => [claim!.vehicle_variant_id, claim!.verdict]).sort()).toEqual(
      [
        [fits.variant_id, "fits"],
        [stranger, "does_not_fit"],
        [null, null],
      ].sort(),
    )
    expect(lines.every((line) => line.claim_problem === null)).toBe(true)
    const { cart } = await found<Cart>(`/store/carts/${cartId}`)
    const of = (vehicle: string | null) =>
      cart.items.find((item) => item.metadata.vehicle_variant_id === vehicle)!
    expect([of(fits.variant_id), of(stranger), of(null)].map((item) => item.quantity)).toEqual([
      2, 1, 3,
    ])
    const { cart: after } = await made<Cart>(
      `/store/carts/${cartId}/line-items/${of(fits.variant_id).id}`,
      { quantity: 5 },
    )
    const changed = after.items.find((item) => item.id === of(fits.variant_id).id)!
    expect([changed.quantity, changed.metadata]).toEqual([5, of(fits.variant_id).metadata])
  })

  it.each([["vvar_none"], [12], [{ $ne: "" }], ["a b"]])(
    "is not made for a vehicle that does not exist: %j",
    async (vehicle_variant_id) => {
      const cartId = await emptyCart()
      for (const locale of ["fr", "ar", "en"]) {
        const { status, body } = await add(
          cartId,
          { variant_id: offer.variant_id, quantity: 1, metadata: { vehicle_variant_id } },
          locale,
        )
        expect([status, body.code]).toEqual([400, "vehicle_unknown"])
      }
      expect(await linesOf(cartId)).toEqual([])
    },
  )

  it("stops the order when it no longer holds, until the buyer confirms the part", async () => {
    const cartId = await prepared(fits.variant_id)
    await dispute("disputed")
    const [line] = await linesOf(cartId)
    expect(line!.claim_problem?.code).toBe("claim_fit_lost")
    for (const locale of ["fr", "ar", "en"]) {
      const refused = await post(`/store/carts/${cartId}/complete`, {}, { locale })
      expect([refused.status, refused.body.code]).toEqual([409, "claim_fit_lost"])
      expect(refused.body.message).toContain(line!.claim!.vehicle_label)
    }
    await made(`/store/carts/${cartId}/line-items/${line!.id}`, { quantity: 1, metadata: {} })
    const [confirmed] = await linesOf(cartId)
    expect(confirmed).toMatchObject({
      claim: {
        vehicle_variant_id: fits.variant_id,
        verdict: "unknown",
        fitment_status: "disputed",
      },
      claim_problem: null,
    })
    await made(`/store/carts/${cartId}/checkouts`, checkoutBody([{ offer, quantity: 1 }]))
    expect((await complete(cartId)).body.type).toBe("order")
    await dispute(fits.status)
  })

  it("tells which of the part, the vehicle or the offer changed", async () => {
    const cartId = await prepared(fits.variant_id)
    const problem = async () => (await linesOf(cartId))[0]!.claim_problem?.code
    const refusal = async () => (await post(`/store/carts/${cartId}/complete`)).body.code

    await sql("update fitment set exclusions = 'sauf boîte automatique' where id = $1", [fits.id])
    expect([await problem(), await refusal()]).toEqual(["claim_fit_changed", "claim_fit_changed"])
    await sql("update fitment set exclusions = null where id = $1", [fits.id])

    await sql("update vehicle_variant set deleted_at = now() where id = $1", [fits.variant_id])
    expect([await problem(), await refusal()]).toEqual(["claim_vehicle_gone", "claim_vehicle_gone"])
    await sql("update vehicle_variant set deleted_at = null where id = $1", [fits.variant_id])

    await sql("update offer set warranty_months = warranty_months + 6 where id = $1", [offer.id])
    expect(await problem()).toBeUndefined()
    await sql("update offer set warranty_months = warranty_months - 6 where id = $1", [offer.id])
    const [{ condition } = { condition: "" }] = await sql<{ condition: string }>(
      "select condition from offer where id = $1",
      [offer.id],
    )
    const other = condition === "used" ? "new" : "used"
    await sql("update offer set condition = $2 where id = $1", [offer.id, other])
    expect([await problem(), await refusal()]).toEqual([
      "claim_offer_changed",
      "claim_offer_changed",
    ])
    await sql("update offer set condition = $2 where id = $1", [offer.id, condition])
    expect((await complete(cartId)).body.type).toBe("order")
  })

  it("stays with the order as it was, whatever the catalogue becomes", async () => {
    const cartId = await prepared(fits.variant_id)
    const [line] = await linesOf(cartId)
    expect((await complete(cartId)).body.type).toBe("order")
    type Order = { order: { id: string; vendor_orders: { lines: { claim: Claim }[] }[] } }
    const read = async () => (await found<Order>(`/store/carts/${cartId}/order`)).order
    const before = await read()
    expect(before.vendor_orders[0]!.lines[0]!.claim).toEqual(line!.claim)

    await dispute("disputed")
    await sql("update vehicle_variant set name = name || ' bis' where id = $1", [fits.variant_id])
    await sql("update offer set warranty_months = warranty_months + 1 where id = $1", [offer.id])
    expect(await read()).toEqual(before)
    const [kept] = await sql<{ facts: Claim }>(
      `select l.facts from vendor_order_line l join vendor_order o on o.id = l.vendor_order_id
        where o.order_id = $1`,
      [before.id],
    )
    expect(kept!.facts).toEqual(line!.claim)
    await sql("update offer set warranty_months = warranty_months - 1 where id = $1", [offer.id])
    await sql("update vehicle_variant set name = left(name, length(name) - 4) where id = $1", [
      fits.variant_id,
    ])
    await dispute(fits.status)
  })

  it("lets a buyer buy what is said not to fit, and writes that it was said", async () => {
    const cartId = await prepared(stranger)
    expect((await complete(cartId)).body.type).toBe("order")
    const { order } = await found<{
      order: { vendor_orders: { lines: { claim: Claim }[] }[] }
    }>(`/store/carts/${cartId}/order`)
    expect(order.vendor_orders[0]!.lines[0]!.claim).toMatchObject({
      vehicle_variant_id: stranger,
      verdict: "does_not_fit",
      fitment_id: null,
    })
    const vendor = await signIn("user", demo.vendorA.email)
    const { orders } = await found<{ orders: { lines: { claim: Claim }[] }[] }>(
      "/vendor/orders?limit=1",
      { as: vendor },
    )
    expect(orders[0]!.lines[0]!.claim).toEqual(order.vendor_orders[0]!.lines[0]!.claim)
  })
})

describe("the ranking of a part's offers", () => {
  type Inputs = {
    price_millimes: number
    price_ratio: number
    stock_available_state: string
    delay_days: number
    warranty_months: number
    vendor_rating: number | null
    cancellation_rate: number | null
    fit_confidence: number | null
  }
  type Ranking = { score: number; inputs: Inputs; contributions: Record<string, number> }
  type Ranked = {
    part: {
      offers: {
        id: string
        rank: number
        price_millimes: number
        vendor: { handle: string }
        ranking: Ranking
      }[]
    }
  }
  const costOf = ({ contributions }: Ranking) =>
    Object.values(contributions).reduce((sum, one) => sum + one, 0)
  let partId: string

  beforeAll(async () => {
    const [part] = await sql<{ part_id: string }>(
      `select part_id from offer where listed and part_id is not null group by part_id
        order by count(*) desc, part_id limit 1`,
    )
    partId = part!.part_id
  })

  it("is told offer by offer: inputs, what each one costs, and a score", async () => {
    const { part } = await found<Ranked>(`/store/parts/${partId}`)
    expect(part.offers.length).toBeGreaterThan(1)
    const costs = part.offers.map(({ ranking }) => costOf(ranking))
    expect(costs).toEqual([...costs].sort((a, b) => a - b))
    expect(part.offers[0]!.ranking.score).toBe(100)
    const lowest = Math.min(...part.offers.map((offer) => offer.price_millimes))
    for (const { ranking, price_millimes } of part.offers) {
      expect(ranking.inputs).toMatchObject({
        price_millimes,
        price_ratio: Math.round((10_000 * price_millimes) / lowest) / 10_000,
        vendor_rating: null,
        fit_confidence: null,
      })
      expect(ranking.contributions).toMatchObject({ price: price_millimes, rating: 0, fit: 0 })
    }
  })

  it("weighs how sure it is that the part fits the active vehicle", async () => {
    const [vehicle] = await sql<{ id: string }>(
      "select id from vehicle_variant v where not exists (select 1 from fitment f where f.variant_id = v.id and f.part_id = $1) limit 1",
      [partId],
    )
    const { part } = await found<Ranked>(`/store/parts/${partId}?vehicle=${vehicle!.id}`)
    for (const { ranking } of part.offers) {
      expect(ranking.inputs.fit_confidence).toBe(0)
      expect(ranking.contributions.fit).toBeGreaterThan(0)
    }
    const { id } = part.offers.at(-1)!
    const donor = { variant_id: vehicle!.id, label: "Épave", year: 2012, mileage_km: 180_000 }
    await sql("update offer set donor_vehicle = $2, core_deposit_millimes = 25000 where id = $1", [
      id,
      JSON.stringify(donor),
    ])
    const { part: now } = await found<Ranked>(`/store/parts/${partId}?vehicle=${vehicle!.id}`)
    expect(now.offers.find((offer) => offer.id === id)).toMatchObject({
      donor_vehicle: donor,
      core_deposit_millimes: 25_000,
      ranking: { inputs: { fit_confidence: 1 }, contributions: { fit: 0 } },
    })
    await sql("update offer set donor_vehicle = null, core_deposit_millimes = null where id = $1", [
      id,
    ])
  })

  it("weighs the orders a vendor's buyers saw cancelled, on the page and in lists", async () => {
    // What other stories cancelled is counted first.
    await executeScript("./backend/.medusa/server/src/scripts/reconcile.js")
    const { part } = await found<Ranked>(`/store/parts/${partId}`)
    const { id, vendor } = part.offers[0]!
    const rankCost = async () =>
      (await sql<{ rank_cost: number }>("select rank_cost from offer where id = $1", [id]))[0]!
        .rank_cost
    const before = await rankCost()
    expect(before).toBe(costOf(part.offers[0]!.ranking))

    const operator = await signIn("user", demo.operator)
    const [row] = await sql<{ id: string; handling_days: number }>(
      "select id, handling_days from vendor where handle = $1",
      [vendor.handle],
    )
    await sql(
      `insert into vendor_order
       select (jsonb_populate_record(o.vo, jsonb_build_object('id', 'vord_story_' || n, 'number', 'story-' || n,
                'order_id', 'order_story_' || n, 'vendor_id', $1::text, 'status', 'cancelled',
                'created_at', now()))).*
         from (select vo from vendor_order vo limit 1) o, generate_series(1, 40) n`,
      [row!.id],
    )
    const told = async () =>
      (await found<Ranked>(`/store/parts/${partId}`)).part.offers.find((one) => one.id === id)!
        .ranking
    const refresh = () =>
      made(`/admin/vendors/${row!.id}`, { handling_days: row!.handling_days }, { as: operator })
    const until = async (isSo: (rate: number | null) => boolean) => {
      await refresh()
      for (let tries = 0; tries < 100; tries++) {
        const ranking = await told()
        if (isSo(ranking.inputs.cancellation_rate)) return ranking
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error("the offers were not refreshed")
    }
    const rate = part.offers[0]!.ranking.inputs.cancellation_rate
    const ranking = await until((now) => now !== null && now > (rate ?? 0))
    expect(ranking.contributions.cancellation).toBeGreaterThan(0)
    expect(await rankCost()).toBe(costOf(ranking))

    await sql("delete from vendor_order where id like 'vord_story_%'")
    await until((now) => now === rate)
    expect(await rankCost()).toBe(before)
  })
})
