import { basisPoints, sum } from "@souk/kit/money"
import { found, get, made, post } from "./client"
import {
  checkoutBody,
  complete,
  demo,
  offersOf,
  openCart,
  paymentOf,
  placeOrder,
  signIn,
  sql,
  stockOf,
  writtenFor,
  type CartView,
  type Line,
  type Offer,
  type OrderView,
} from "./shop"

type VendorOrder = {
  id: string
  number: string
  status: string
  buyer: { name: string; phone: string; governorate_code: string }
  lines: {
    sku: string
    quantity: number
    total_millimes: number
    commission_rate_bps: number
    commission_millimes: number
  }[]
  items_millimes: number
  discount_millimes: number
  shipping_millimes: number
  total_millimes: number
  commission_millimes: number
  commission_vat_millimes: number
  earnings_millimes: number
  timeline: { status: string; by: string }[]
}
type Orders = { orders: VendorOrder[]; count: number; limit: number; offset: number }

/** The story goes on from one test to the next. */
describe("a guest orders from two vendors, and one confirms", () => {
  let lines: Line[]
  let cartId: string
  let order: OrderView
  let tokens: { a: string; b: string; operator: string }
  const offerOf = (handle: string): Offer =>
    lines.find(({ offer }) => offer.vendor_handle === handle)!.offer

  beforeAll(async () => {
    const [a1, a2] = await offersOf(demo.vendorA.handle, 2)
    const [b] = await offersOf(demo.vendorB.handle)
    lines = [
      { offer: a1!, quantity: 2 },
      { offer: b!, quantity: 1 },
      { offer: a2!, quantity: 1 },
    ]
    tokens = {
      a: await signIn("user", demo.vendorA.email),
      b: await signIn("user", demo.vendorB.email),
      operator: await signIn("user", demo.operator),
    }
  })

  it("shows the cart grouped by vendor", async () => {
    cartId = await openCart(lines)
    const { cart } = await found<{ cart: CartView }>(`/store/carts/${cartId}/groups`)

    expect(cart.groups.map((group) => group.vendor.handle).sort()).toEqual([
      demo.vendorA.handle,
      demo.vendorB.handle,
    ])
    const a = cart.groups.find((group) => group.vendor.handle === demo.vendorA.handle)!
    expect(a.lines).toHaveLength(2)
    expect(a.items_millimes).toBe(
      lines[0]!.offer.price_millimes * 2 + lines[2]!.offer.price_millimes,
    )
    expect(a.shipping_options).toEqual([
      expect.objectContaining({
        id: a.shipping_options[0]!.id,
        price_millimes: lines[0]!.offer.shipping_fee_millimes,
      }),
    ])
    expect(a.chosen_shipping_option_id).toBeNull()
    expect(cart.ready).toEqual({ address: false, shipping: false, payment: false })
    for (const group of cart.groups) {
      for (const line of group.lines) expect(line).toMatchObject({ available: true, problem: null })
    }
  })

  it("names the delivery in the reader's language", async () => {
    const names = await Promise.all(
      ["fr", "ar", "en"].map(async (locale) => {
        const { cart } = await found<{ cart: CartView }>(`/store/carts/${cartId}/groups`, {
          locale,
        })
        return cart.groups[0]!.shipping_options[0]!.name
      }),
    )
    expect(names).toEqual(["Livraison à domicile", "توصيل إلى المنزل", "Home delivery"])
  })

  it("does not complete before the checkout was prepared", async () => {
    for (const [locale, words] of [
      ["fr", "récapitulatif"],
      ["ar", "الملخص"],
      ["en", "summary"],
    ] as const) {
      const { status, body } = await post(`/store/carts/${cartId}/complete`, {}, { locale })
      expect([status, body.code]).toEqual([409, "checkout_unfinished"])
      expect(body.message).toContain(words)
    }
  })

  it.each([
    ["without a delivery for one vendor", { shipping_options: {} }, "shipping_missing"],
    ["with a phone that is none", { phone: "12345678" }, "phone_invalid"],
  ])("refuses to prepare it %s", async (_, change, code) => {
    const answer = await post(`/store/carts/${cartId}/checkouts`, {
      ...checkoutBody(lines),
      ...change,
    })
    expect(answer.status).toBe(400)
    expect(answer.body.code).toBe(code)
  })

  it("refuses one vendor's delivery for another, and a delegation of elsewhere", async () => {
    const body = checkoutBody(lines)
    const { a, b } = {
      a: offerOf(demo.vendorA.handle).shipping_option_id,
      b: offerOf(demo.vendorB.handle).shipping_option_id,
    }
    const swapped = await post(`/store/carts/${cartId}/checkouts`, {
      ...body,
      shipping_options: { [demo.vendorA.handle]: b, [demo.vendorB.handle]: a },
    })
    expect([swapped.status, swapped.body.code]).toEqual([400, "shipping_not_of_vendor"])

    const elsewhere = await post(`/store/carts/${cartId}/checkouts`, {
      ...body,
      address: { ...body.address, governorate_code: "61" },
    })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([400, "delegation_unknown"])
  })

  it("prepares address, deliveries and payment in one call, as often as wanted", async () => {
    const first = await post<{ cart: CartView }>(
      `/store/carts/${cartId}/checkouts`,
      checkoutBody(lines),
    )
    expect(first.status).toBe(201)
    expect(first.headers.location).toBe(`/store/carts/${cartId}/groups`)
    const { body } = await post<{ cart: CartView }>(
      `/store/carts/${cartId}/checkouts`,
      checkoutBody(lines),
    )
    const { cart } = body
    expect(cart.ready).toEqual({ address: true, shipping: true, payment: true })
    expect(cart.payment_method).toBe("cod")
    expect(cart.total_millimes).toBe(
      sum(lines.map(({ offer, quantity }) => offer.price_millimes * quantity)) +
        offerOf(demo.vendorA.handle).shipping_fee_millimes +
        offerOf(demo.vendorB.handle).shipping_fee_millimes,
    )
    expect(sum(cart.groups.map((group) => group.total_millimes))).toBe(cart.total_millimes)

    const payment = await paymentOf(cartId)
    expect(payment!.sessions).toBe(1)
    expect(Math.round(Number(payment!.session) * 1000)).toBe(cart.total_millimes)
    expect(Math.round(Number(payment!.collection) * 1000)).toBe(cart.total_millimes)
  })

  it("has no order yet", async () => {
    const { status, body } = await get(`/store/carts/${cartId}/order`)
    expect([status, body.code]).toEqual([404, "cart_not_ordered"])
  })

  it("becomes one order, cut in two slices that sum to it", async () => {
    const before = await Promise.all(lines.map(({ offer }) => stockOf(offer)))
    const { status, body } = await complete(cartId)
    expect([status, body.type]).toEqual([200, "order"])

    order = (await found<{ order: OrderView }>(`/store/carts/${cartId}/order`)).order
    expect(order.id).toBe(body.order!.id)
    expect(order).toMatchObject({
      status: "new",
      payment: { method: "cod", status: "pending" },
      discount_millimes: 0,
      address: { first_name: "Nour", phone: "20123456", governorate_code: "11" },
    })
    expect(order.vendor_orders.map((one) => one.vendor.handle).sort()).toEqual([
      demo.vendorA.handle,
      demo.vendorB.handle,
    ])
    expect(sum(order.vendor_orders.map((one) => one.total_millimes))).toBe(order.total_millimes)
    expect(order.vendor_orders.map((one) => one.number)).toEqual([
      `${order.display_id}-1`,
      `${order.display_id}-2`,
    ])

    const written = await writtenFor(order.id)
    const commission = sum(
      lines.map(({ offer, quantity }) => basisPoints(offer.price_millimes * quantity, 1000)),
    )
    // 19 % de TVA sur chaque ligne de commission.
    const vat = sum(
      lines.map(({ offer, quantity }) =>
        basisPoints(basisPoints(offer.price_millimes * quantity, 1000), 1900),
      ),
    )
    expect(written).toEqual({
      vendor_orders: 2,
      lines: 3,
      commissions: 3,
      total: order.total_millimes,
      line_total: order.items_millimes,
      commission,
      commission_vat: vat,
      earnings: order.total_millimes - commission - vat,
      allocated: order.total_millimes,
      ledger_transactions: 6,
      ledger_balance: 0,
      ledger_receivable: order.total_millimes,
    })

    // La commande réserve ; seule la confirmation du vendeur décrémente.
    for (const [index, { offer, quantity }] of lines.entries()) {
      expect(await stockOf(offer)).toEqual({
        stocked: before[index]!.stocked,
        reserved: before[index]!.reserved + quantity,
      })
    }
  })

  it("is read in the reader's language, parts by the names they have there", async () => {
    const titles = await Promise.all(
      ["fr", "ar", "en"].map(async (locale) => {
        const read = await found<{ order: OrderView }>(`/store/carts/${cartId}/order`, { locale })
        return read.order.vendor_orders.flatMap((slice) => slice.lines.map((line) => line.title))
      }),
    )
    const [french, arabic, english] = titles as [string[], string[], string[]]
    expect(french).toHaveLength(lines.length)
    for (const [index, title] of french.entries()) {
      expect(arabic[index]).toMatch(/[\u0600-\u06ff]/)
      expect(english[index]).not.toBe(title)
    }
  })

  it("cannot be prepared or filled again", async () => {
    const prepared = await post(`/store/carts/${cartId}/checkouts`, checkoutBody(lines))
    expect([prepared.status, prepared.body.code]).toEqual([409, "cart_completed"])
    const added = await post(`/store/carts/${cartId}/line-items`, {
      variant_id: lines[0]!.offer.variant_id,
      quantity: 1,
    })
    expect([added.status, added.body.code]).toEqual([409, "cart_completed"])
  })

  it("is found by its number and phone, and by the token that gives", async () => {
    const { tracking_token } = await made<{ tracking_token: string }>("/store/order-lookups", {
      display_id: order.display_id,
      phone: "+216 20 123 456",
    })
    expect(tracking_token).toBe(order.tracking_token)
    const tracked = await found<{ order: OrderView }>(`/store/tracked-orders/${tracking_token}`)
    expect(tracked.order).toEqual(order)

    const wrongPhone = await post("/store/order-lookups", {
      display_id: order.display_id,
      phone: "20123457",
    })
    const wrongNumber = await post("/store/order-lookups", {
      display_id: 1_999_999_999,
      phone: "20123456",
    })
    expect(wrongPhone.status).toBe(404)
    expect(wrongPhone.body).toEqual(wrongNumber.body)
    const forged = await get(`/store/tracked-orders/${order.id}.${"A".repeat(32)}`)
    expect(forged.status).toBe(404)
  })

  it("tells buyers nothing of commission, ledger or bank", async () => {
    const { text } = await get(`/store/tracked-orders/${order.tracking_token}`)
    expect(text).not.toMatch(/commission|earnings|ledger|rib|tax_number/)
  })

  it("shows each vendor its own slice and nothing of the other's", async () => {
    const sliceOf = async (token: string) => {
      const { orders } = await found<Orders>(`/vendor/orders?q=${order.display_id}-`, { as: token })
      return orders.filter((one) => one.number.startsWith(`${order.display_id}-`))
    }
    const [a, b] = [await sliceOf(tokens.a), await sliceOf(tokens.b)]
    expect([a.length, b.length]).toEqual([1, 1])
    expect(a[0]!.lines).toHaveLength(2)
    expect(b[0]!.lines).toHaveLength(1)
    for (const [slice, handle] of [
      [a[0]!, demo.vendorA.handle],
      [b[0]!, demo.vendorB.handle],
    ] as const) {
      expect(slice).toMatchObject({
        status: "new",
        buyer: { name: "Nour Haddad", phone: "20123456" },
        shipping_millimes: offerOf(handle).shipping_fee_millimes,
      })
      expect(slice.total_millimes).toBe(slice.items_millimes + slice.shipping_millimes)
      expect(
        slice.commission_millimes + slice.commission_vat_millimes + slice.earnings_millimes,
      ).toBe(slice.total_millimes)
      for (const line of slice.lines) {
        expect(line.commission_rate_bps).toBe(1000)
        expect(line.commission_millimes).toBe(basisPoints(line.total_millimes, 1000))
      }
    }
    expect(a[0]!.total_millimes + b[0]!.total_millimes).toBe(order.total_millimes)

    const stranger = await get(`/vendor/orders/${b[0]!.id}`, { as: tokens.a })
    const nowhere = await get("/vendor/orders/vord_nowhere", { as: tokens.a })
    expect([stranger.status, nowhere.status]).toEqual([404, 404])
  })

  it("shows the operator both slices with a ledger that balances", async () => {
    type Slices = {
      vendor_orders: (VendorOrder & {
        order_id: string
        vendor: { handle: string }
        ledger: { account: string; amount_millimes: number; kind: string }[]
      })[]
      count: number
    }
    const { vendor_orders, count } = await found<Slices>(
      `/admin/vendor-orders?order_id=${order.id}`,
      { as: tokens.operator },
    )
    expect(count).toBe(2)
    for (const slice of vendor_orders) {
      expect(slice.order_id).toBe(order.id)
      expect(slice.ledger.map((entry) => entry.kind).sort()).toEqual([
        ...Array(3).fill("commission"),
        ...Array(2).fill("sale"),
        ...Array(2).fill("shipping"),
      ])
      expect(sum(slice.ledger.map((entry) => entry.amount_millimes))).toBe(0)
    }
  })

  it("is confirmed by one vendor, once: its stock goes down and its reservation is gone", async () => {
    const mine = lines.filter(({ offer }) => offer.vendor_handle === demo.vendorA.handle)
    const theirs = offerOf(demo.vendorB.handle)
    const before = await Promise.all(mine.map(({ offer }) => stockOf(offer)))
    const theirStock = await stockOf(theirs)
    const slice = order.vendor_orders.find((one) => one.vendor.handle === demo.vendorA.handle)!

    const stranger = await post(`/vendor/orders/${slice.id}/confirmations`, {}, { as: tokens.b })
    expect(stranger.status).toBe(404)

    const answer = await post<{ order: VendorOrder }>(
      `/vendor/orders/${slice.id}/confirmations`,
      {},
      { as: tokens.a },
    )
    expect(answer.status).toBe(201)
    expect(answer.headers.location).toBe(`/vendor/orders/${slice.id}`)
    expect(answer.body.order.status).toBe("confirmed")
    expect(answer.body.order.timeline.map((event) => event.status)).toEqual(["new", "confirmed"])

    for (const [index, { offer, quantity }] of mine.entries()) {
      expect(await stockOf(offer)).toEqual({
        stocked: before[index]!.stocked - quantity,
        reserved: before[index]!.reserved - quantity,
      })
    }
    expect(await stockOf(theirs)).toEqual(theirStock)

    for (const [locale, word] of [
      ["fr", "confirmée"],
      ["ar", "مؤكّد"],
      ["en", "confirmed"],
    ] as const) {
      const again = await post(
        `/vendor/orders/${slice.id}/confirmations`,
        {},
        { as: tokens.a, locale },
      )
      expect([again.status, again.body.code]).toEqual([409, "vendor_order_move_refused"])
      expect(again.body.message).toContain(word)
    }
    const [fulfilments] = await sql<{ count: number }>(
      "select count(*)::int as count from order_fulfillment where order_id = $1 and deleted_at is null",
      [order.id],
    )
    expect(fulfilments!.count).toBe(1)
  })

  it("shows the buyer what is confirmed and what is not", async () => {
    const { order: now } = await found<{ order: OrderView }>(
      `/store/tracked-orders/${order.tracking_token}`,
    )
    expect(now.status).toBe("mixed")
    expect(
      Object.fromEntries(now.vendor_orders.map((one) => [one.vendor.handle, one.status])),
    ).toEqual({ [demo.vendorA.handle]: "confirmed", [demo.vendorB.handle]: "new" })
    expect(now.total_millimes).toBe(order.total_millimes)
  })
})

describe("a buyer with an account", () => {
  it("finds its order under its own, and nobody else does", async () => {
    const me = await signIn("customer", demo.buyer)
    const [offer] = await offersOf(demo.vendorB.handle)
    const order = await placeOrder([{ offer: offer!, quantity: 1 }], me)

    type Mine = { orders: OrderView[]; count: number; limit: number; offset: number }
    const mine = await found<Mine>("/store/customers/me/orders?limit=1", { as: me })
    expect(mine).toMatchObject({ limit: 1, offset: 0 })
    expect(mine.orders.map((one) => one.id)).toEqual([order.id])

    const other = await signIn("customer", demo.otherBuyer)
    const theirs = await found<Mine>("/store/customers/me/orders?limit=100", { as: other })
    expect(theirs.orders.map((one) => one.id)).not.toContain(order.id)
    expect((await get("/store/customers/me/orders")).status).toBe(401)

    expect((await get(`/store/orders/${order.id}`, { as: me })).status).toBe(200)
    expect((await get(`/store/orders/${order.id}`, { as: other })).status).toBe(404)
    expect((await get(`/store/orders/${order.id}`)).status).toBe(401)
  })
})

describe("lists", () => {
  let tokens: Record<string, string>
  beforeAll(async () => {
    tokens = {
      buyer: await signIn("customer", demo.buyer),
      vendor: await signIn("user", demo.vendorA.email),
      operator: await signIn("user", demo.operator),
    }
  })

  type List = { path: string; name: string; who?: string; highest?: number }
  const lists: List[] = [
    { path: "/store/vendors", name: "vendors" },
    { path: "/store/parts", name: "parts" },
    { path: "/store/vehicle-makes", name: "vehicle_makes", highest: 1000 },
    { path: "/store/customers/me/orders", name: "orders", who: "buyer" },
    { path: "/vendor/orders", name: "orders", who: "vendor" },
    { path: "/vendor/offers", name: "offers", who: "vendor" },
    { path: "/admin/vendors", name: "vendors", who: "operator" },
    { path: "/admin/vendor-orders", name: "vendor_orders", who: "operator" },
  ]

  it.each(lists)("$path come in an envelope, page by page", async (list) => {
    const { path, name, who, highest = 100 } = list
    const as = who && tokens[who]
    type Page = { count: number; limit: number; offset: number } & Record<string, { id?: string }[]>
    const first = await found<Page>(`${path}?limit=2`, { as })
    expect(first).toMatchObject({ limit: 2, offset: 0 })
    expect(first.count).toBeGreaterThan(2)
    expect(first[name]).toHaveLength(2)

    const next = await found<Page>(`${path}?limit=2&offset=2`, { as })
    expect(next).toMatchObject({ limit: 2, offset: 2, count: first.count })
    for (const row of next[name]!) expect(first[name]).not.toContainEqual(row)

    const beyond = await found<Page>(`${path}?offset=9000`, { as })
    expect(beyond[name]).toEqual([])
    expect(beyond.count).toBe(first.count)

    for (const query of [`limit=${highest + 1}`, "limit=0", "limit=x", "offset=-1", "sort_by=x"]) {
      const refused = await get(`${path}?${query}`, { as })
      expect([query, refused.status]).toEqual([query, 400])
      expect(refused.body.message).toBeTruthy()
    }
  })
})
