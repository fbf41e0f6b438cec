import { isMillimes, sum, toMillimes } from "@souk/kit/money"
import { found, get, made, post, send, type Answer } from "./client"
import {
  checkoutBody,
  complete,
  demo,
  offersOf,
  openCart,
  paymentOf,
  placeOrder,
  prepareCart,
  signIn,
  sql,
  stockOf,
  writtenFor,
  type CartView,
  type Completion,
  type Line,
  type Offer,
  type OrderView,
} from "./shop"

let operator: string
let offerA: Offer
let offerB: Offer

beforeAll(async () => {
  operator = await signIn("user", demo.operator)
  ;[offerA] = (await offersOf(demo.vendorA.handle)) as [Offer]
  ;[offerB] = (await offersOf(demo.vendorB.handle)) as [Offer]
})

/** Every order a cart ever became, with what it was cut into. */
async function ordersOf(cartId: string) {
  return sql<{ id: string; slices: number; movements: number }>(
    `select o.id,
            (select count(*)::int from vendor_order v where v.order_id = o.id) as slices,
            (select count(*)::int from ledger_transaction t
               join vendor_order v on v.id = t.source where v.order_id = o.id) as movements
       from "order" o where o.metadata->>'checkout_cart_id' = $1`,
    [cartId],
  )
}

const refused = (answers: Answer<Completion>[]) => answers.filter(({ status }) => status !== 200)

/** Runs the work on each item, a few at a time. */
async function inTurns<Item, Result>(
  items: Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  for (let start = 0; start < items.length; start += width) {
    results.push(...(await Promise.all(items.slice(start, start + width).map(work))))
  }
  return results
}

describe("a checkout sent again", () => {
  it("gives the same order, twice in a row", async () => {
    const lines: Line[] = [
      { offer: offerA, quantity: 1 },
      { offer: offerB, quantity: 1 },
    ]
    const cartId = await prepareCart(lines)
    const first = await complete(cartId)
    const second = await complete(cartId)
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body.order!.id).toBe(first.body.order!.id)
    expect(await ordersOf(cartId)).toEqual([{ id: first.body.order!.id, slices: 2, movements: 6 }])
  })

  it("20 times at once makes one order, one slice per vendor, its movements once", async () => {
    const lines: Line[] = [
      { offer: offerA, quantity: 1 },
      { offer: offerB, quantity: 2 },
    ]
    const before = [await stockOf(offerA), await stockOf(offerB)]
    const cartId = await prepareCart(lines)
    const answers = await Promise.all(Array.from({ length: 20 }, () => complete(cartId)))

    const ids = new Set(answers.flatMap(({ body }) => (body.order ? [body.order.id] : [])))
    expect(ids.size).toBe(1)
    for (const { status, body } of refused(answers)) {
      expect(status).toBe(409)
      expect(body).toMatchObject({ type: "conflict", message: expect.stringMatching(/Réessayez/) })
    }
    const again = await complete(cartId)
    expect([again.status, again.body.order?.id]).toEqual([200, [...ids][0]])

    expect(await ordersOf(cartId)).toEqual([{ id: [...ids][0], slices: 2, movements: 6 }])
    expect(await stockOf(offerA)).toEqual({
      ...before[0],
      reserved: before[0]!.reserved + 1,
    })
    expect(await stockOf(offerB)).toEqual({
      ...before[1],
      reserved: before[1]!.reserved + 2,
    })
    const written = await writtenFor([...ids][0]!)
    expect(written).toMatchObject({ vendor_orders: 2, ledger_transactions: 6, ledger_balance: 0 })
    expect(written.total).toBe(written.allocated)
  })
})

describe("30 buyers at once for 10 units", () => {
  const BUYERS = 30
  const UNITS = 10
  let offer: Offer
  let carts: string[]
  let answers: Answer<Completion>[]

  beforeAll(async () => {
    offer = (await offersOf(demo.vendorA.handle, 2))[1]!
    const { reserved } = await stockOf(offer)
    await made(
      `/admin/inventory-items/${offer.inventory_item_id}/location-levels/${offer.location_id}`,
      { stocked_quantity: reserved + UNITS },
      { as: operator },
    )
    carts = await inTurns(Array.from({ length: BUYERS }), 4, () =>
      prepareCart([{ offer, quantity: 1 }]),
    )
    answers = await Promise.all(carts.map((cartId) => complete(cartId)))
  }, 240_000)

  it("gives exactly 10 orders", async () => {
    const placed = answers.filter(({ body }) => body.type === "order")
    expect(placed).toHaveLength(UNITS)
    const orders = await Promise.all(carts.map(ordersOf))
    expect(orders.flat()).toHaveLength(UNITS)
    for (const order of orders.flat()) expect(order).toMatchObject({ slices: 1, movements: 3 })
  })

  it("refuses the other 20 in clear words", () => {
    const others = refused(answers)
    expect(others).toHaveLength(BUYERS - UNITS)
    for (const { status, body } of others) {
      expect(status).toBe(409)
      expect(body.message).toMatch(/stock|Réessayez/)
    }
  })

  it("sells what there is and nothing more", async () => {
    const { stocked, reserved } = await stockOf(offer)
    expect(stocked - reserved).toBe(0)
    const [reservations] = await sql<{ count: number }>(
      `select count(*)::int as count from reservation_item r
         join order_line_item l on l.id = r.line_item_id
         join order_item i on i.item_id = l.id
         join "order" o on o.id = i.order_id
        where r.deleted_at is null and o.metadata->>'checkout_cart_id' = any($1)`,
      [carts],
    )
    expect(reservations!.count).toBe(UNITS)
  })

  it("tells those who came too late, also when they try again", async () => {
    const late = carts[answers.findIndex(({ status }) => status !== 200)]!
    const { cart } = await found<{ cart: CartView }>(`/store/carts/${late}/groups`)
    expect(cart.groups[0]!.lines[0]).toMatchObject({ available: false, problem: "out_of_stock" })
    for (const [locale, words] of [
      ["fr", "stock"],
      ["ar", "الكمية"],
      ["en", "not enough stock"],
    ] as const) {
      const { status, body } = await post(`/store/carts/${late}/complete`, {}, { locale })
      expect([status, body.code]).toEqual([409, "out_of_stock"])
      expect(body.message).toContain(words)
    }
    const added = await post("/store/carts", {
      region_id: (await found<{ regions: { id: string }[] }>("/store/regions")).regions[0]!.id,
      items: [{ variant_id: offer.variant_id, quantity: 1 }],
    })
    expect([added.status, added.body.code]).toEqual([409, "out_of_stock"])
  })
})

describe("a vendor order confirmed 10 times at once", () => {
  it("is confirmed once, with one fulfilment and one decrement", async () => {
    const vendor = await signIn("user", demo.vendorB.email)
    const order = await placeOrder([{ offer: offerB, quantity: 3 }])
    const [slice] = order.vendor_orders
    const before = await stockOf(offerB)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        post(`/vendor/orders/${slice!.id}/confirmations`, {}, { as: vendor }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)])
    for (const { body } of answers.filter(({ status }) => status === 409)) {
      expect(body.message).toBeTruthy()
    }
    expect(await stockOf(offerB)).toEqual({
      stocked: before.stocked - 3,
      reserved: before.reserved - 3,
    })
    const [written] = await sql<{ fulfilments: number; events: number }>(
      `select (select count(*)::int from order_fulfillment
                where order_id = $1 and deleted_at is null) as fulfilments,
              (select count(*)::int from vendor_order_event
                where vendor_order_id = $2 and status = 'confirmed') as events`,
      [order.id, slice!.id],
    )
    expect(written).toEqual({ fulfilments: 1, events: 1 })
  })
})

describe("a coupon of 7 % on a price of 3 millimes", () => {
  const code = `SEPT-${Date.now()}`
  const portCode = `PORT-${Date.now()}`
  let cheap: Offer
  let cartId: string

  /** What the cart comes to, the same wherever it is read. */
  async function totalEverywhere(): Promise<CartView> {
    const { cart } = await found<{ cart: CartView }>(`/store/carts/${cartId}/groups`)
    const core = await found<{ cart: { total: number; discount_total: number } }>(
      `/store/carts/${cartId}`,
    )
    expect(toMillimes(core.cart.total)).toBe(cart.total_millimes)
    const payment = await paymentOf(cartId)
    if (payment) expect(toMillimes(payment.collection)).toBe(cart.total_millimes)
    for (const group of cart.groups) {
      for (const line of group.lines) {
        expect(isMillimes(line.discount_millimes)).toBe(true)
        expect(line.total_millimes).toBeGreaterThanOrEqual(0)
      }
    }
    return cart
  }

  beforeAll(async () => {
    cheap = (await offersOf(demo.vendorA.handle, 3))[2]!
    await made(
      `/admin/products/${cheap.product_id}/variants/${cheap.variant_id}`,
      { prices: [{ currency_code: "tnd", amount: 0.003 }] },
      { as: operator },
    )
    await made(
      `/admin/inventory-items/${cheap.inventory_item_id}/location-levels/${cheap.location_id}`,
      { stocked_quantity: 100 + (await stockOf(cheap)).reserved },
      { as: operator },
    )
    for (const [name, target_type] of [
      [code, "items"],
      [portCode, "shipping_methods"],
    ] as const) {
      await made(
        "/admin/promotions",
        {
          code: name,
          type: "standard",
          status: "active",
          application_method: {
            type: "percentage",
            target_type,
            allocation: "across",
            value: 7,
            currency_code: "tnd",
          },
        },
        { as: operator },
      )
    }
  })

  it("leaves one piece at 3 millimes: 7 % of it is less than half a millime", async () => {
    cartId = await openCart([{ offer: cheap, quantity: 1 }])
    await made(`/store/carts/${cartId}/promotions`, { promo_codes: [code] })
    const cart = await totalEverywhere()
    expect(cart).toMatchObject({ items_millimes: 3, discount_millimes: 0, total_millimes: 3 })
    expect(cart.promo_codes).toEqual([code])
  })

  it("takes whole millimes off whatever is done to the cart", async () => {
    cartId = await openCart([
      { offer: cheap, quantity: 7 },
      { offer: offerB, quantity: 1 },
    ])
    await made(`/store/carts/${cartId}/promotions`, { promo_codes: [code] })
    const discounts = (cart: CartView) =>
      Object.fromEntries(
        cart.groups.flatMap((group) =>
          group.lines.map((line) => [line.variant_id, line.discount_millimes]),
        ),
      )
    const offB = Math.round((offerB.price_millimes * 7) / 100)
    const cart = await totalEverywhere()
    expect(discounts(cart)).toEqual({ [cheap.variant_id]: 1, [offerB.variant_id]: offB })

    const line = cart.groups.flatMap((g) => g.lines).find((l) => l.variant_id === cheap.variant_id)!
    await made(`/store/carts/${cartId}/line-items/${line.id}`, { quantity: 10 })
    const more = await totalEverywhere()
    expect(discounts(more)).toEqual({ [cheap.variant_id]: 2, [offerB.variant_id]: offB })
  })

  it("takes it off deliveries too, and has the changed total accepted again", async () => {
    const lines = [
      { offer: cheap, quantity: 10 },
      { offer: offerB, quantity: 1 },
    ]
    await made(`/store/carts/${cartId}/checkouts`, checkoutBody(lines))
    const chosen = await totalEverywhere()
    await made(`/store/carts/${cartId}/promotions`, { promo_codes: [portCode] })
    const cheaper = await totalEverywhere()
    const port = sum(
      [cheap, offerB].map((offer) => Math.round((offer.shipping_fee_millimes * 7) / 100)),
    )
    expect(cheaper.discount_millimes).toBe(chosen.discount_millimes + port)

    // What the buyer had accepted to pay is no longer the total.
    const early = await complete(cartId)
    expect(early.status).toBe(409)
    expect(early.body.message).toMatch(/total/)

    await made(`/store/carts/${cartId}/checkouts`, checkoutBody(lines))
    const ready = await totalEverywhere()
    expect(ready.discount_millimes).toBe(cheaper.discount_millimes)
    expect(ready.total_millimes).toBe(
      ready.items_millimes + ready.shipping_millimes - ready.discount_millimes,
    )
  })

  it("orders exactly that: payment, order, slices and ledger are whole and equal", async () => {
    const before = await totalEverywhere()
    const { status, body } = await complete(cartId)
    expect([status, body.type]).toEqual([200, "order"])
    const { order } = await found<{ order: OrderView }>(`/store/carts/${cartId}/order`)
    expect(order.total_millimes).toBe(before.total_millimes)
    expect(order.discount_millimes).toBe(before.discount_millimes)

    const core = await found<{ order: { total: number } }>(
      `/admin/orders/${order.id}?fields=total`,
      { as: operator },
    )
    expect(toMillimes(core.order.total)).toBe(before.total_millimes)
    const payment = await paymentOf(cartId)
    expect(payment!.sessions).toBe(1)
    expect(toMillimes(payment!.collection)).toBe(before.total_millimes)
    expect(toMillimes(payment!.session)).toBe(before.total_millimes)

    const written = await writtenFor(order.id)
    expect(written).toMatchObject({
      total: before.total_millimes,
      allocated: before.total_millimes,
      ledger_receivable: before.total_millimes,
      ledger_balance: 0,
    })
    expect(written.commission + written.commission_vat + written.earnings).toBe(
      before.total_millimes,
    )
    for (const amount of Object.values(written)) expect(isMillimes(amount)).toBe(true)
  })

  it("comes off again whole", async () => {
    cartId = await openCart([{ offer: cheap, quantity: 9 }])
    await made(`/store/carts/${cartId}/promotions`, { promo_codes: [code] })
    expect((await totalEverywhere()).total_millimes).toBe(27 - 2)
    const removed = await send("DELETE", `/store/carts/${cartId}/promotions`, {
      body: { promo_codes: [code] },
    })
    expect(removed.status).toBe(200)
    expect(await totalEverywhere()).toMatchObject({ total_millimes: 27, promo_codes: [] })
  })

  it("does not exist under a name nobody gave", async () => {
    const { status, body } = await post(
      `/store/carts/${cartId}/promotions`,
      { promo_codes: ["NOBODY"] },
      { locale: "ar" },
    )
    expect([status, body.code]).toEqual([400, "promo_code_unknown"])
    expect(body.message).toMatch(/قسيمة «NOBODY»/)
    expect((await get(`/store/carts/${cartId}/groups`)).status).toBe(200)
  })
})
