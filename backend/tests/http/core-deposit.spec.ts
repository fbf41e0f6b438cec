import { sum } from "@souk/kit/money"
import { found, made, post, send } from "./client"
import {
  checkoutBody,
  complete,
  demo,
  offersOf,
  openCart,
  prepareCart,
  signIn,
  sql,
  writtenFor,
  type CartView,
  type Offer,
  type OrderView,
} from "./shop"

type Cart = CartView & { core_deposit_millimes: number; stamp_millimes: number }
type Order = OrderView & {
  core_deposit_millimes: number
  stamp_millimes: number
  vendor_orders: { lines: { kind: string; quantity: number; total_millimes: number }[] }[]
}
type Share = {
  vendor_order: { id: string }
  lines: { id: string; kind: string; left_quantity: number }[]
}
type Invoice = {
  due_millimes: number
  vat_millimes: number
  stamp: { amount_millimes: number; payer: string } | null
}

const DEPOSIT = 60_000
const STAMP = 1_000

let tokens: { operator: string; a: string; b: string }
let offers: [Offer, Offer]
let order: Order

const cartOf = async (id: string) => (await found<{ cart: Cart }>(`/store/carts/${id}/groups`)).cart
const sharesOf = async () =>
  (
    await found<{ order_payment: { allocations: Share[] } }>(`/admin/order-payments/${order.id}`, {
      as: tokens.operator,
    })
  ).order_payment.allocations
const identity = (stamp_payer: "vendor" | "buyer") =>
  made(
    "/admin/invoice-settings",
    {
      name: "Souk",
      tax_number: "1234567A/A/M/000",
      address: "Rue du Lac, Tunis",
      stamp_payer,
    },
    { as: tokens.operator },
  )

beforeAll(async () => {
  tokens = {
    operator: await signIn("user", demo.operator),
    a: await signIn("user", demo.vendorA.email),
    b: await signIn("user", demo.vendorB.email),
  }
  const [a] = await offersOf(demo.vendorA.handle)
  const [b] = await offersOf(demo.vendorB.handle)
  offers = [a!, b!]
  await sql("update offer set core_deposit_millimes = $1 where variant_id = $2", [
    DEPOSIT,
    offers[0].variant_id,
  ])
  await identity("buyer")
})

afterAll(async () => {
  await sql("update offer set core_deposit_millimes = null where variant_id = $1", [
    offers[0].variant_id,
  ])
  await sql("delete from marketplace_identity")
})

const lines = () => [
  { offer: offers[0], quantity: 2 },
  { offer: offers[1], quantity: 1 },
]

/** The story goes on from one test to the next. */
describe("deposits and stamps", () => {
  it("show in the cart from the start, and follow its lines", async () => {
    const cartId = await openCart(lines())
    const cart = await cartOf(cartId)
    expect([cart.core_deposit_millimes, cart.stamp_millimes]).toEqual([2 * DEPOSIT, 2 * STAMP])
    expect(cart.total_millimes).toBe(cart.items_millimes + 2 * DEPOSIT + 2 * STAMP)
    const group = cart.groups.find((one) => one.vendor.handle === demo.vendorA.handle)!
    const changed = await post(`/store/carts/${cartId}/line-items/${group.lines[0]!.id}`, {
      quantity: 1,
    })
    expect(changed.status).toBe(200)
    expect((await cartOf(cartId)).core_deposit_millimes).toBe(DEPOSIT)
  })

  it("cannot be taken out alone: the order is refused until it is prepared again", async () => {
    const cartId = await prepareCart(lines())
    const { cart } = await found<{ cart: { items: { id: string; title: string }[] } }>(
      `/store/carts/${cartId}`,
    )
    const deposit = cart.items.find((item) => item.title.startsWith("Consigne"))!
    expect(
      (await send("DELETE", `/store/carts/${cartId}/line-items/${deposit.id}`)).status,
    ).toBeLessThan(300)
    const refused = await complete(cartId)
    expect(refused.body.type).not.toBe("order")
    await made(`/store/carts/${cartId}/checkouts`, checkoutBody(lines()))
    const done = await complete(cartId)
    expect(done.text).toContain('"type":"order"')
  })

  it("stay what the shop says they are, whatever the buyer writes on them", async () => {
    const cartId = await prepareCart(lines())
    const { cart } = await found<{ cart: { items: { id: string; title: string }[] } }>(
      `/store/carts/${cartId}`,
    )
    const deposit = cart.items.find((item) => item.title.startsWith("Consigne"))!
    const fact = { kind: "core_deposit", vendor_id: offers[1].vendor_id }
    await post(`/store/carts/${cartId}/line-items/${deposit.id}`, {
      quantity: 2,
      metadata: { souk_extra: fact },
    })
    const [kept] = await sql<{ vendor_id: string }>(
      "select metadata->'souk_extra'->>'vendor_id' as vendor_id from cart_line_item where id = $1",
      [deposit.id],
    )
    expect(kept!.vendor_id).toBe(offers[0].vendor_id)
  })

  it("are paid once, in the order, its slices and its ledger", async () => {
    const cartId = await prepareCart(lines())
    // Préparé deux fois, écrit une fois.
    await made(`/store/carts/${cartId}/checkouts`, checkoutBody(lines()))
    const cart = await cartOf(cartId)
    expect((await complete(cartId)).body.type).toBe("order")
    order = (await found<{ order: Order }>(`/store/carts/${cartId}/order`)).order
    expect(order.total_millimes).toBe(cart.total_millimes)
    expect([order.core_deposit_millimes, order.stamp_millimes]).toEqual([2 * DEPOSIT, 2 * STAMP])
    const written = await writtenFor(order.id)
    expect(written).toMatchObject({
      vendor_orders: 2,
      total: order.total_millimes,
      ledger_receivable: order.total_millimes,
      ledger_balance: 0,
      allocated: order.total_millimes,
      lines: 5,
      commissions: 2,
    })
    expect(written.commission + written.commission_vat + written.earnings).toBe(written.total)
  })

  it("are on the invoice once: the deposit untaxed, the stamp the buyer's", async () => {
    for (const [slice, as] of [
      [order.vendor_orders[0]!, tokens.a],
      [order.vendor_orders[1]!, tokens.b],
    ] as const) {
      await made(`/vendor/orders/${slice.id}/confirmations`, {}, { as })
      const { invoice } = await made<{ invoice: Invoice }>(
        `/vendor/orders/${slice.id}/invoices`,
        {},
        { as },
      )
      expect(invoice.due_millimes).toBe(slice.total_millimes)
      expect(invoice.stamp).toEqual({ amount_millimes: STAMP, payer: "buyer" })
    }
  })

  it("go back: a deposit alone when the old part does, the stamp only with everything", async () => {
    const slice = order.vendor_orders[0]!
    await sql(
      "update payment_allocation set captured_millimes = due_millimes where vendor_order_id = $1",
      [slice.id],
    )
    const share = (await sharesOf()).find((one) => one.vendor_order.id === slice.id)!
    const lineOf = (kind: string) => share.lines.find((line) => line.kind === kind)!
    const preview = (asked: object) =>
      post<{ refund_preview: { amount_millimes: number } }>(
        "/admin/refund-previews",
        { kind: "refund", order_id: order.id, vendor_order_id: slice.id, ...asked },
        { as: tokens.operator },
      )
    const alone = await preview({ lines: [{ line_id: lineOf("core_deposit").id, quantity: 1 }] })
    expect(alone.body.refund_preview.amount_millimes).toBe(DEPOSIT)
    const stamp = await preview({ lines: [{ line_id: lineOf("stamp").id, quantity: 1 }] })
    expect(stamp.body).toMatchObject({ code: "refund_stamp_alone" })
    const whole = await preview({ whole: true })
    expect(whole.body.refund_preview.amount_millimes).toBe(slice.total_millimes)
    expect(sum(slice.lines.map((line) => line.total_millimes))).toBeLessThan(slice.total_millimes)
  })
})
