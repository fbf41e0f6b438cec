import { randomUUID } from "node:crypto"
import { found, get, made, post } from "./client"
import {
  complete,
  demo,
  eventually,
  offersOf,
  placeOrder,
  prepareCart,
  regionId,
  signIn,
  sql,
  stockOf,
  type Line,
  type Offer,
  type OrderView,
} from "./shop"

type Share = {
  vendor_order: { id: string; number: string }
  amount_millimes: number
  voided_millimes: number
  vendor_net_millimes: number
  goodwill_millimes: number
  commission_millimes: number
  lines: { kind: string; quantity: number | null; amount_millimes: number; vat_millimes: number }[]
}
type Refund = {
  id: string
  kind: string
  status: string
  method: string
  due_reason: string | null
  amount_millimes: number
  voided_millimes: number
  reference: string | null
  shares: Share[]
}
type Payment = {
  status: string
  due_millimes: number
  paid_millimes: number
  refunded_millimes: number
  allocations: {
    vendor_order: { id: string; number: string; status: string }
    paid_millimes: number
    due_millimes: number
    refunded_millimes: number
    shipping_left_millimes: number
    lines: { id: string; quantity: number; left_quantity: number; total_millimes: number }[]
  }[]
  refunds: Refund[]
  movements: { kind: string }[]
}

let tokens: { operator: string; vendor: string }
let offers: [Offer, Offer]

beforeAll(async () => {
  tokens = {
    operator: await signIn("user", demo.operator),
    vendor: await signIn("user", demo.vendorA.email),
  }
  const [a] = await offersOf(demo.vendorA.handle)
  const [b] = await offersOf(demo.vendorB.handle)
  offers = [a!, b!]
  // A gateway that refunds: Medusa's own, which is always there, opened to this region beside the others.
  const address = `/admin/regions/${await regionId()}`
  const { region } = await found<{ region: { payment_providers: { id: string }[] } }>(
    `${address}?fields=*payment_providers`,
    operator(),
  )
  const known = region.payment_providers.map(({ id }) => id)
  await made(
    address,
    { payment_providers: [...new Set([...known, "pp_system_default"])] },
    operator(),
  )
})

const operator = () => ({ as: tokens.operator })
const key = () => randomUUID()
const paymentOf = async (orderId: string) =>
  (await found<{ order_payment: Payment }>(`/admin/order-payments/${orderId}`, operator()))
    .order_payment
const refund = (body: object) =>
  post<{ order_refund: Refund }>("/admin/order-refunds", body, operator())
const holds = async () =>
  expect(
    (await found<{ ledger_check: object }>("/admin/ledger-checks", operator())).ledger_check,
  ).toMatchObject({ holds: true, sum_millimes: 0 })

/** The payment that an order was placed with. */
async function capturableOf(orderId: string): Promise<string> {
  const [payment] = await sql<{ id: string }>(
    `select p.id from payment p
       join order_payment_collection o on o.payment_collection_id = p.payment_collection_id
      where o.order_id = $1`,
    [orderId],
  )
  return payment!.id
}

/** An order paid online: its payment is captured, and every vendor's share with it. */
async function placePaid(lines: Line[]): Promise<OrderView> {
  const order = await placeOnline(lines)
  await made(`/admin/payments/${await capturableOf(order.id)}/capture`, {}, operator())
  await eventually("the capture in the shares", async () => {
    const { allocations } = await paymentOf(order.id)
    return allocations.every((one) => one.vendor_order.status === "confirmed")
  })
  return order
}

/** The same, authorised and not captured yet. */
async function placeOnline(lines: Line[]): Promise<OrderView> {
  const cartId = await prepareCart(lines)
  const [link] = await sql<{ payment_collection_id: string }>(
    "select payment_collection_id from cart_payment_collection where cart_id = $1 and deleted_at is null",
    [cartId],
  )
  await made(`/store/payment-collections/${link!.payment_collection_id}/payment-sessions`, {
    provider_id: "pp_system_default",
  })
  const { status, text } = await complete(cartId)
  if (status !== 200) throw new Error(text)
  const { order } = await found<{ order: OrderView }>(`/store/carts/${cartId}/order`)
  return order
}

/** The story goes on from one test to the next. */
describe("an order of two vendors, paid online", () => {
  let order: OrderView
  let first: Payment["allocations"][number]

  beforeAll(async () => {
    order = await placePaid([
      { offer: offers[0], quantity: 3 },
      { offer: offers[1], quantity: 1 },
    ])
  })

  it("knows what each vendor's share was paid, and confirms them", async () => {
    const payment = await paymentOf(order.id)
    expect(payment).toMatchObject({
      status: "paid",
      due_millimes: order.total_millimes,
      paid_millimes: order.total_millimes,
      refunded_millimes: 0,
    })
    for (const share of payment.allocations) expect(share.paid_millimes).toBe(share.due_millimes)
    expect(payment.movements.filter((one) => one.kind === "payment_captured")).toHaveLength(2)
    first = payment.allocations.find((one) => one.vendor_order.id === order.vendor_orders[0]!.id)!
    await holds()
  })

  it("gives one piece back once, asked twenty times at once", async () => {
    const asked = {
      order_id: order.id,
      vendor_order_id: first.vendor_order.id,
      lines: [{ line_id: first.lines[0]!.id, quantity: 1 }],
    }
    const { refund_preview } = await made<{
      refund_preview: { amount_millimes: number; method: string; shares: Share[] }
    }>("/admin/refund-previews", asked, operator())
    expect(refund_preview.method).toBe("gateway")
    expect((await paymentOf(order.id)).refunded_millimes).toBe(0)

    const body = {
      ...asked,
      idempotency_key: key(),
      reason: "Pièce défectueuse",
      expected_millimes: refund_preview.amount_millimes,
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(body)))
    expect(answers.map((one) => one.status).sort()).toEqual([...Array(19).fill(200), 201])
    expect(new Set(answers.map((one) => one.body.order_refund.id)).size).toBe(1)

    const payment = await paymentOf(order.id)
    expect(payment.refunds).toHaveLength(1)
    expect(payment.refunds[0]).toMatchObject({
      status: "done",
      method: "gateway",
      amount_millimes: refund_preview.amount_millimes,
      shares: refund_preview.shares,
    })
    expect(payment.refunded_millimes).toBe(refund_preview.amount_millimes)
    const core = await sql<{ amount: string }>("select amount::text from refund where note = $1", [
      payment.refunds[0]!.id,
    ])
    expect(core.map((one) => Number(one.amount) * 1000)).toEqual([refund_preview.amount_millimes])

    const other = await refund({ ...body, lines: [{ ...body.lines[0]!, quantity: 2 }] })
    expect([other.status, (other.body as { code?: string }).code]).toEqual([
      409,
      "refund_key_reused",
    ])
    await holds()
  })

  it.each([
    [{ shipping_millimes: -1 }, 400],
    [{ shipping_millimes: 1.5 }, 400],
    [{ goodwill: { amount_millimes: 0, bearer: "vendor" } }, 400],
    [{ goodwill: { amount_millimes: 100, bearer: "buyer" } }, 400],
    [{ shipping_millimes: 1, currency_code: "eur" }, 400],
    [{ shipping_millimes: 1, idempotency_key: undefined }, 400],
    [{ shipping_millimes: 1, reason: "" }, 400],
    [{ goodwill: { amount_millimes: 900_000_000, bearer: "marketplace" } }, 422],
    [{ shipping_millimes: 900_000_000 }, 422],
    [{ lines: [{ line_id: "vol_nothing", quantity: 1 }] }, 422],
    [{ shipping_millimes: 1, expected_millimes: 2 }, 409],
    [{}, 409],
    [{ shipping_millimes: 1, vendor_order_id: "vord_nothing" }, 404],
    [{ shipping_millimes: 1, order_id: "order_nothing" }, 404],
  ])("refuses %j with %i and books nothing", async (changes, status) => {
    const before = await paymentOf(order.id)
    const answer = await refund({
      order_id: order.id,
      vendor_order_id: first.vendor_order.id,
      idempotency_key: key(),
      reason: "Essai",
      ...changes,
    })
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining("message")])
    expect(await paymentOf(order.id)).toEqual(before)
  })

  it("is no vendor's to touch", async () => {
    const as = { as: tokens.vendor }
    expect((await get(`/admin/order-payments/${order.id}`, as)).status).toBe(403)
    expect((await post("/admin/order-refunds", {}, as)).status).toBe(403)
    const cancel = `/admin/vendor-orders/${first.vendor_order.id}/cancellations`
    expect((await post(cancel, {}, as)).status).toBe(403)
  })

  it("is not given back behind the vendors' back, by core's own routes", async () => {
    const paymentId = await capturableOf(order.id)
    for (const path of [
      `/admin/payments/${paymentId}/refund`,
      `/admin/orders/${order.id}/cancel`,
    ]) {
      for (const address of [path, path.toUpperCase(), path.replace("admin/", "admin//")]) {
        const answer = await post(address, {}, operator())
        expect([answer.status, answer.body.code]).toEqual([409, "refund_elsewhere"])
      }
    }
  })

  it("gives back shipping, a gesture, then the whole order, and leaves nothing", async () => {
    const about = { order_id: order.id, vendor_order_id: first.vendor_order.id }
    const shipping = first.shipping_left_millimes
    const answers = [
      await refund({
        ...about,
        shipping_millimes: Math.floor(shipping / 3),
        reason: "Retard",
        idempotency_key: key(),
      }),
      await refund({
        ...about,
        goodwill: { amount_millimes: 1_234, bearer: "marketplace" },
        reason: "Geste commercial",
        idempotency_key: key(),
      }),
    ]
    expect(answers.map((one) => one.status)).toEqual([201, 201])
    expect(answers[1]!.body.order_refund.shares[0]).toMatchObject({
      goodwill_millimes: 1_234,
      vendor_net_millimes: 0,
    })
    const whole = { order_id: order.id, whole: true, reason: "Tout rendre" }
    const last = await refund({ ...whole, idempotency_key: key() })
    expect(last.status).toBe(201)

    const payment = await paymentOf(order.id)
    expect(payment).toMatchObject({ status: "refunded", refunded_millimes: order.total_millimes })
    for (const share of payment.allocations) {
      expect(share.refunded_millimes).toBe(share.paid_millimes)
      expect(share.shipping_left_millimes).toBe(0)
      expect(share.lines.every((line) => line.left_quantity === 0)).toBe(true)
    }
    const [left] = await sql<{ amount: string }>(
      `select coalesce(sum(e.amount_millimes), 0) as amount
         from ledger_entry e join ledger_transaction t on t.id = e.transaction_id
         join vendor_order o on o.id = t.vendor_order_id
        where o.order_id = $1 and (e.account like 'vendors/%' or e.account like 'marketplace/%')`,
      [order.id],
    )
    expect(Number(left!.amount)).toBe(0)
    const again = await refund({ ...whole, idempotency_key: key() })
    expect(again.status).toBe(409)
    await holds()
  })

  it("tells the buyer and the vendor, each what is theirs to know", async () => {
    const { order: seen } = await found<{ order: { payment: object; refunded_millimes: number } }>(
      `/store/tracked-orders/${order.tracking_token}`,
    )
    expect(seen).toMatchObject({
      payment: { status: "refunded" },
      refunded_millimes: order.total_millimes,
    })
    expect(JSON.stringify(seen)).not.toMatch(/commission|bearer|vendor_net|goodwill_millimes/)
    const { order: mine } = await found<{ order: { refunds: { vendor_net_millimes: number }[] } }>(
      `/vendor/orders/${first.vendor_order.id}`,
      { as: tokens.vendor },
    )
    expect(mine.refunds).toHaveLength(4)
  })
})

describe("a payment captured after a cancellation", () => {
  it("gives back at once what nobody is owed any more", async () => {
    const order = await placeOnline([
      { offer: offers[0], quantity: 1 },
      { offer: offers[1], quantity: 1 },
    ])
    const [gone] = order.vendor_orders
    const cancelled = await post<{ order_refund: Refund }>(
      `/admin/vendor-orders/${gone!.id}/cancellations`,
      { idempotency_key: key(), reason: "Plus en stock" },
      operator(),
    )
    expect(cancelled.body.order_refund).toMatchObject({
      amount_millimes: 0,
      voided_millimes: gone!.total_millimes,
    })
    await made(`/admin/payments/${await capturableOf(order.id)}/capture`, {}, operator())
    await eventually("the excess at the gateway", async () => {
      const { refunds } = await paymentOf(order.id)
      return refunds.some((one) => one.status === "done" && one.method === "gateway")
    })
    const payment = await paymentOf(order.id)
    const excess = payment.refunds.filter((one) => one.method === "gateway")
    expect(excess.map((one) => one.amount_millimes)).toEqual([gone!.total_millimes])
    expect(payment.paid_millimes).toBe(order.total_millimes - gone!.total_millimes)
    await holds()
  })
})

describe("cash on delivery", () => {
  it("is cancelled, not refunded, while nothing is paid: its stock is free again", async () => {
    const before = await stockOf(offers[0])
    const order = await placeOrder([{ offer: offers[0], quantity: 2 }])
    const [slice] = order.vendor_orders
    expect((await stockOf(offers[0])).reserved).toBe(before.reserved + 2)
    const early = await refund({
      order_id: order.id,
      whole: true,
      reason: "Trop tôt",
      idempotency_key: key(),
    })
    expect([early.status, (early.body as { code?: string }).code]).toEqual([
      409,
      "refund_nothing_paid",
    ])

    const path = `/admin/vendor-orders/${slice!.id}/cancellations`
    const { allocations } = await paymentOf(order.id)
    const short = {
      idempotency_key: key(),
      reason: "Une pièce manque",
      lines: [{ line_id: allocations[0]!.lines[0]!.id, quantity: 1 }],
    }
    const cancelled = await Promise.all([1, 2, 3].map(() => post(path, short, operator())))
    expect(cancelled.map((one) => one.status).sort()).toEqual([200, 200, 201])
    expect((await stockOf(offers[0])).reserved).toBe(before.reserved + 1)
    const less = await paymentOf(order.id)
    expect(less.due_millimes).toBe(order.total_millimes - less.refunds[0]!.voided_millimes)

    const rest = { idempotency_key: key(), reason: "L'acheteur a changé d'avis" }
    expect((await post(path, rest, operator())).status).toBe(201)
    expect((await post(path, rest, operator())).status).toBe(200)
    expect((await post(path, { ...rest, idempotency_key: key() }, operator())).status).toBe(409)
    expect(await stockOf(offers[0])).toEqual(before)
    expect(await paymentOf(order.id)).toMatchObject({ status: "cancelled", due_millimes: 0 })
    const { order: seen } = await found<{ order: OrderView }>(
      `/store/tracked-orders/${order.tracking_token}`,
    )
    expect(seen.status).toBe("cancelled")
    await holds()
  })

  it("is paid back by hand, from a list of what is due, under a reference", async () => {
    const order = await placeOrder([{ offer: offers[0], quantity: 1 }])
    // Delivered, as the carrier tells it: the cash is collected.
    await sql("update vendor_order set status = 'delivered' where order_id = $1", [order.id])
    const asked = await refund({
      order_id: order.id,
      whole: true,
      reason: "Pièce non conforme",
      idempotency_key: key(),
    })
    expect(asked.status).toBe(201)
    expect(asked.body.order_refund).toMatchObject({
      status: "due",
      method: "by_hand",
      due_reason: "no_gateway",
      amount_millimes: order.total_millimes,
    })
    const { id } = asked.body.order_refund
    const due = await found<{ order_refunds: Refund[] }>(
      "/admin/order-refunds?status=due",
      operator(),
    )
    expect(due.order_refunds.map((one) => one.id)).toContain(id)

    const settle = (reference: string) =>
      post<{ order_refund: Refund }>(
        `/admin/order-refunds/${id}/settlements`,
        { reference },
        operator(),
      )
    const answers = await Promise.all([1, 2, 3].map(() => settle("Virement 4411")))
    expect(answers.map((one) => one.status)).toEqual([201, 201, 201])
    expect((await settle("Autre")).status).toBe(409)
    const paid = (await paymentOf(order.id)).movements.filter((one) => one.kind === "refund_paid")
    expect(paid).toHaveLength(1)
    await holds()
  })
})
