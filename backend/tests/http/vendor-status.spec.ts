import { found, get, made, post, send } from "./client"
import {
  complete,
  demo,
  eventually,
  offersOf,
  openCart,
  placeOrder,
  prepareCart,
  regionId,
  signIn,
  sql,
  type CartView,
  type Offer,
  type OrderView,
} from "./shop"

/** A vendor no other story sells for. */
const handle = "cap-bon-pieces"

type AdminVendor = {
  id: string
  handle: string
  status: string
  allowed_statuses: string[]
  status_changes: { from: string; to: string; reason: string; actor: string }[]
}
type Parts = { parts: object[]; count: number; facets: { vendor: { value: string }[] } }

let operator: string
let member: string
let vendorId: string
let name: string
let offer: Offer
let other: Offer

const move = (status: string, locale?: string) =>
  post<{ vendor: AdminVendor; code?: string; message?: string }>(
    `/admin/vendors/${vendorId}/status-changes`,
    { status, reason: "Décision du test" },
    { as: operator, locale },
  )

const partsOfVendor = async () => found<Parts>(`/store/parts?vendor=${handle}`)
const offersShown = async () => {
  const { part } = await found<{ part: { offers: { id: string }[] } }>(
    `/store/parts/${offer.part_id}`,
  )
  return part.offers.map(({ id }) => id)
}

beforeAll(async () => {
  operator = await signIn("user", demo.operator)
  ;[offer] = (await offersOf(handle)) as [Offer]
  ;[other] = (await offersOf(demo.vendorB.handle)) as [Offer]
  vendorId = offer.vendor_id
  name = offer.vendor_name
})

describe("a vendor is suspended, and comes back", () => {
  let preparedCart: string
  let openedCart: string
  let waiting: OrderView
  let onSale: number
  let withdrawn: Offer

  beforeAll(async () => {
    preparedCart = await prepareCart([
      { offer, quantity: 1 },
      { offer: other, quantity: 1 },
    ])
    openedCart = await openCart([{ offer, quantity: 1 }])
    waiting = await placeOrder([{ offer, quantity: 1 }])
    // What the vendor itself took off sale must stay off when it comes back.
    withdrawn = (await offersOf(handle, 3))[2]!
    await made(`/admin/products/${withdrawn.product_id}`, { status: "draft" }, { as: operator })
    onSale = (
      await sql<{ count: number }>(
        `select count(*)::int as count from product p join vendor_product v on v.product_id = p.id
          where v.vendor_id = $1 and p.status = 'published' and p.deleted_at is null`,
        [vendorId],
      )
    )[0]!.count
  })

  it("sells while it is approved", async () => {
    expect((await partsOfVendor()).count).toBeGreaterThan(0)
    expect(await offersShown()).toContain(offer.id)
    expect((await get(`/store/vendors/${handle}`)).status).toBe(200)
    expect((await get(`/store/products/${offer.product_id}`)).status).toBe(200)
  })

  it("is suspended by the operator, with a reason that is kept", async () => {
    const { status, headers, body } = await move("suspended")
    expect(status).toBe(201)
    expect(headers.location).toBe(`/admin/vendors/${vendorId}`)
    expect(body.vendor.status).toBe("suspended")
    expect(body.vendor.allowed_statuses).toEqual(["approved", "banned", "closed"])
    expect(body.vendor.status_changes[0]).toMatchObject({
      from: "approved",
      to: "suspended",
      reason: "Décision du test",
    })
  })

  it("is nowhere to be found", async () => {
    await eventually("the vendor's parts leave the index", async () => {
      const { count, facets } = await partsOfVendor()
      return count === 0 && !facets.vendor.some(({ value }) => value === handle)
    })
    await eventually("its offers leave the part's page", async () => {
      return !(await offersShown()).includes(offer.id)
    })
    const { vendors } = await found<{ vendors: { handle: string }[] }>("/store/vendors?limit=100")
    expect(vendors.map((vendor) => vendor.handle)).not.toContain(handle)
    expect((await get(`/store/vendors/${handle}`)).status).toBe(404)
  })

  it("has no product and no price in core's own lists either", async () => {
    const region = await regionId()
    await eventually("core withdraws the product", async () => {
      const { status } = await get(`/store/products/${offer.product_id}?region_id=${region}`)
      return status === 404
    })
    const { products } = await found<{ products: object[] }>(
      `/store/products?id=${offer.product_id}&region_id=${region}&fields=*variants.calculated_price`,
    )
    expect(products).toEqual([])
    const variants = await found<{ variants: object[] }>(
      `/store/product-variants?id=${offer.variant_id}&region_id=${region}&fields=*calculated_price`,
    )
    expect(variants.variants).toEqual([])
    const variant = await get(`/store/product-variants/${offer.variant_id}?region_id=${region}`)
    expect(variant.status).toBe(404)
  })

  it.each([
    ["fr", /vendu|en vente/],
    ["ar", /للبيع/],
    ["en", /sold|for sale/],
  ])("cannot enter a cart, told in %s", async (locale, words) => {
    const items = [{ variant_id: offer.variant_id, quantity: 1 }]
    const opened = await post("/store/carts", { region_id: await regionId(), items }, { locale })
    const added = await post(`/store/carts/${openedCart}/line-items`, items[0], { locale })
    for (const { status, body } of [opened, added]) {
      expect(status).toBe(409)
      // Core sees the withdrawn product before our own check sees the vendor.
      expect(["vendor_not_selling", "no_longer_sold"]).toContain(body.code)
      expect(body.message).toMatch(words)
    }
  })

  it("leaves the carts it was in, told and removable", async () => {
    const { cart } = await found<{ cart: CartView }>(`/store/carts/${preparedCart}/groups`)
    const group = cart.groups.find((one) => one.vendor.handle === handle)!
    expect(group.lines[0]).toMatchObject({ available: false, problem: "vendor_unavailable" })

    const opened = await found<{ cart: CartView }>(`/store/carts/${openedCart}/groups`)
    const line = opened.cart.groups[0]!.lines[0]!.id
    const more = await post(`/store/carts/${openedCart}/line-items/${line}`, { quantity: 2 })
    expect([more.status, more.body.code]).toEqual([409, "vendor_not_selling"])
    const removed = await send("DELETE", `/store/carts/${openedCart}/line-items/${line}`)
    expect(removed.status).toBe(200)
  })

  it("cannot be ordered from through an older cart, and the refusal names it", async () => {
    const { status, body } = await complete(preparedCart)
    expect(status).toBe(409)
    expect(body.message).toContain(name)
    expect((await get(`/store/carts/${preparedCart}/order`)).status).toBe(404)
  })

  it("signs in and reads, and changes nothing", async () => {
    member = await signIn("user", `vendeur@${handle}.example`)
    const me = await found<{ vendor: { status: string; status_reason: string } }>("/vendor/me", {
      as: member,
    })
    expect(me.vendor).toMatchObject({ status: "suspended", status_reason: "Décision du test" })
    const slice = waiting.vendor_orders[0]!.id
    for (const path of ["/vendor/orders", "/vendor/summary", "/vendor/offers"]) {
      expect((await get(path, { as: member })).status).toBe(200)
    }
    expect((await get(`/vendor/orders/${slice}`, { as: member })).status).toBe(200)

    const confirmed = await post(`/vendor/orders/${slice}/confirmations`, {}, { as: member })
    expect([confirmed.status, confirmed.body.code]).toEqual([403, "vendor_may_only_read"])
    expect(confirmed.body.message).toContain("suspendu")
    const { order } = await found<{ order: OrderView }>(
      `/store/tracked-orders/${waiting.tracking_token}`,
    )
    expect(order.status).toBe("new")
  })

  it("is approved again, and everything is back but what it had withdrawn itself", async () => {
    expect((await move("approved")).status).toBe(201)
    await eventually("its parts come back", async () => (await partsOfVendor()).count > 0)
    await eventually("its offer comes back", async () => (await offersShown()).includes(offer.id))
    expect((await get(`/store/vendors/${handle}`)).status).toBe(200)
    expect((await get(`/store/products/${offer.product_id}`)).status).toBe(200)
    expect((await get(`/store/products/${withdrawn.product_id}`)).status).toBe(404)
    const [published] = await sql<{ count: number }>(
      `select count(*)::int as count from product p join vendor_product v on v.product_id = p.id
        where v.vendor_id = $1 and p.status = 'published' and p.deleted_at is null`,
      [vendorId],
    )
    expect(published!.count).toBe(onSale)

    const { status, body } = await complete(preparedCart)
    expect([status, body.type]).toEqual([200, "order"])
    const slice = waiting.vendor_orders[0]!.id
    const confirmed = await post(`/vendor/orders/${slice}/confirmations`, {}, { as: member })
    expect(confirmed.status).toBe(201)
  })
})

describe("a move that is not allowed", () => {
  it.each([
    ["fr", "Possible : suspendu, banni, fermé."],
    ["ar", "المتاح: موقوف، محظور، مغلق."],
    ["en", "Possible: suspended, banned, closed."],
  ])("answers 409 with the allowed ones, in %s", async (locale, allowed) => {
    for (const status of ["approved", "pending", "rejected", "info_requested"]) {
      const { status: told, body } = await move(status, locale)
      expect([told, body.code]).toEqual([409, "vendor_move_refused"])
      expect(body.message).toContain(allowed)
    }
  })

  it("changes nothing, like a move without a reason or of nobody", async () => {
    const changes = async () =>
      (await sql<{ count: number }>("select count(*)::int as count from vendor_status_change"))[0]!
    const before = await changes()
    await move("approved")
    const path = `/admin/vendors/${vendorId}/status-changes`
    const mute = await post(path, { status: "suspended" }, { as: operator })
    expect([mute.status, mute.body.issues?.[0]?.path]).toEqual([400, "reason"])
    const wrong = await post(path, { status: "king", reason: "Parce que" }, { as: operator })
    expect([wrong.status, wrong.body.issues?.[0]?.path]).toEqual([400, "status"])
    const nobody = await post(
      "/admin/vendors/ven_nobody/status-changes",
      { status: "suspended", reason: "Parce que" },
      { as: operator },
    )
    expect(nobody.status).toBe(404)
    expect(await changes()).toEqual(before)
  })
})
