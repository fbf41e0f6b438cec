import { readFileSync } from "node:fs"
import { testServer } from "../../../scripts/lib/test-server"
import { get, post, send } from "./client"
import {
  act,
  begin,
  callsOf,
  check,
  due,
  GATEWAYS,
  kept,
  modes,
  orderOfCart,
  ordersOf,
  paying,
  prepareOnline,
  settles,
  simulated,
  startPaying,
  type Gateway,
  type OnlinePayment,
} from "./gateways"
import {
  checkoutBody,
  complete,
  demo,
  eventually,
  offersOf,
  signIn,
  sql,
  stockOf,
  writtenFor,
  type Line,
  type Offer,
} from "./shop"

const { gateways, logFile } = testServer()

let offers: Offer[]
let lines: Line[]

beforeAll(async () => {
  const [ofA, ofB] = await Promise.all([
    offersOf(demo.vendorA.handle, 12),
    offersOf(demo.vendorB.handle),
  ])
  offers = ofA
  lines = [ofA[0]!, ofB[0]!].map((offer) => ({ offer, quantity: 1 }))
  // The first run of the job offers the gateways in the region.
  await eventually("gateways in the region", async () => {
    const linked = await sql(
      "select 1 from region_payment_provider where payment_provider_id like 'pp_paymee%'",
    )
    return linked.length > 0
  })
})
afterEach(() => Promise.all(GATEWAYS.map((gateway) => modes(gateway))))

let turn = 0
/** Each order takes another offer, so that none runs out. */
const one = (): Line[] => [{ offer: offers[2 + (turn++ % 10)]!, quantity: 1 }]

describe("the ways to pay", () => {
  it("are told for a cart, cash first", async () => {
    const cartId = await prepareOnline("konnect", lines)
    const { body } = await get<{ payment_methods: { name: string; online: boolean }[] }>(
      `/store/carts/${cartId}/payment-methods`,
    )
    expect(body.payment_methods.map(({ name }) => name)).toEqual(["cod", ...GATEWAYS])
  })

  it("are those of the shop and no other", async () => {
    const cartId = await prepareOnline("konnect", lines)
    const body = { ...checkoutBody(lines), payment_method: "bitcoin" }
    const answer = await post(`/store/carts/${cartId}/checkouts`, body)
    expect(answer.status).toBe(400)
    expect(answer.body.code).toBe("payment_method_unknown")
  })
})

/** What a buyer who gives up does at a gateway, and what it then says. */
const GIVING_UP: Partial<Record<Gateway, { action: "expire" | "refuse"; told: string }>> = {
  paymee: { action: "expire", told: "open" },
  stripe: { action: "refuse", told: "expired" },
}
const givingUp = (gateway: Gateway) =>
  GIVING_UP[gateway] ?? { action: "refuse" as const, told: "refused" }

describe.each(GATEWAYS)("%s", (gateway) => {
  it("paid and come back: the order is placed, paid and confirmed", async () => {
    const before = await stockOf(lines[0]!.offer)
    const { cartId, payment, ref } = await startPaying(gateway, lines)
    expect(payment.status).toBe("open")
    expect(await check(payment)).toMatchObject({ status: "open", order: null })
    expect(await stockOf(lines[0]!.offer)).toEqual(before)

    await act(gateway, ref, "pay")
    const back = await check(payment)
    expect(back).toMatchObject({ status: "ordered", redirect_url: null, refund_reason: null })
    const order = await orderOfCart(cartId)
    expect(order.total_millimes).toBe(payment.amount_millimes)
    expect(order.payment).toMatchObject({ method: gateway, status: "paid" })
    expect(order.vendor_orders.map(({ status }) => status)).toEqual(["confirmed", "confirmed"])
    expect(back.order).toEqual({
      display_id: order.display_id,
      tracking_token: order.tracking_token,
    })
    const written = await writtenFor(order.id)
    expect([written.vendor_orders, written.ledger_balance]).toEqual([2, 0])
    // Asked again it is the same order.
    expect((await check(payment)).order).toEqual(back.order)
    expect(await ordersOf(cartId)).toHaveLength(1)
    if (gateway === "paymee") {
      expect((await kept(payment)).fee_millimes).toBe(Math.round(payment.amount_millimes / 100))
    }
  })

  it("paid and the tab closed: the order is placed all the same", async () => {
    const { cartId, payment, ref } = await startPaying(gateway, one())
    await act(gateway, ref, "pay-and-close")
    await settles(payment, "ordered")
    expect((await orderOfCart(cartId)).payment.status).toBe("paid")
  })

  it("refused: nothing is ordered, and another way is taken", async () => {
    const { cartId, payment, ref } = await startPaying(gateway, one())
    await act(gateway, ref, givingUp(gateway).action)
    const told = await check(payment)
    expect(told.status).toBe(givingUp(gateway).told)
    expect((await complete(cartId)).body).toMatchObject({ code: "payment_not_made" })
    expect(await ordersOf(cartId)).toEqual([])
    const body = { ...checkoutBody(one()), payment_method: "cod" }
    expect((await post(`/store/carts/${cartId}/checkouts`, body)).status).toBe(201)
    expect((await complete(cartId)).body.type).toBe("order")
  })

  it("pressed twice: one page, and refused: another", async () => {
    const cartId = await prepareOnline(gateway, one())
    const [first, second] = await Promise.all([begin(cartId), begin(cartId)])
    expect(second.body.online_payment.redirect_url).toBe(first.body.online_payment.redirect_url)
    const body = { ...checkoutBody(one()), payment_method: gateway }
    await post(`/store/carts/${cartId}/checkouts`, body)
    expect((await begin(cartId)).body.online_payment.id).toBe(first.body.online_payment.id)
    if (gateway === "paymee") return
    const { ref, payment } = paying(cartId, first.body.online_payment)
    await act(gateway, ref, "refuse")
    expect((await check(payment)).status).toBe(givingUp(gateway).told)
    const again = (await begin(cartId)).body.online_payment
    expect(again.id).not.toBe(payment.id)
    await act(gateway, paying(cartId, again).ref, "pay")
    expect((await check(again)).status).toBe("ordered")
  })

  it("the amount changed: not an order, and what came goes back once", async () => {
    const { cartId, payment, ref } = await startPaying(gateway, one())
    await modes(gateway, { amount_told: -1 })
    await act(gateway, ref, "pay")
    await check(payment)
    await check(payment)
    const row = await kept(payment)
    const givesBack = gateway === "clictopay" || gateway === "paypal"
    expect(row).toMatchObject({
      refund_reason: "amount_differs",
      status: givesBack ? "refunded" : "by_hand",
    })
    // Chez PayPal il manque un centime d'euro, pas un millime.
    const missing = payment.amount_millimes - row.refund_millimes!
    expect(missing).toBeGreaterThan(0)
    expect(missing).toBeLessThanOrEqual(gateway === "paypal" ? 40 : 1)
    expect(await ordersOf(cartId)).toEqual([])
    expect(await callsOf(gateway, ref, /refund/)).toBe(givesBack ? 1 : 0)
  })

  it("slow, then broken, then silent: the buyer is told to wait, and the order comes", async () => {
    const { payment, ref } = await startPaying(gateway, one())
    await act(gateway, ref, "pay-and-close")
    await modes(gateway, { never_answers: true })
    expect((await check(payment)).status).toBe("open")
    await modes(gateway, { fail_times: 1, slow_ms: 300 })
    expect((await check(payment)).status).toBe("ordered")
  })

  it("silent when the page is opened: told, and nothing is left half open", async () => {
    const cartId = await prepareOnline(gateway, one())
    await modes(gateway, { never_answers: true })
    const answer = await begin(cartId)
    expect([answer.status, (answer.body as unknown as { code: string }).code]).toEqual([
      503,
      "gateway_down",
    ])
    await modes(gateway)
    expect((await begin(cartId)).status).toBe(201)
  })

  it("paid after it was told expired: refunded once", async () => {
    const { cartId, payment, ref } = await startPaying(gateway, one())
    await sql("update online_payment set expires_at = now() - interval '1 minute' where id = $1", [
      payment.id,
    ])
    expect((await check(payment)).status).toBe("expired")
    await act(gateway, ref, "pay")
    await due(payment)
    await isGivenBack(gateway, payment, ref, "paid_late")
    expect(await ordersOf(cartId)).toEqual([])
  })

  it("paid twice: one order, the second payment goes back once", async () => {
    const first = await startPaying(gateway, one())
    // Another way was chosen, then the first again: another page, and the old link still works.
    await post(`/store/carts/${first.cartId}/checkouts`, {
      ...checkoutBody(one()),
      payment_method: "cod",
    })
    await post(`/store/carts/${first.cartId}/checkouts`, {
      ...checkoutBody(one()),
      payment_method: gateway,
    })
    const second = paying(first.cartId, (await begin(first.cartId)).body.online_payment)
    expect(second.ref).not.toBe(first.ref)
    await act(gateway, second.ref, "pay")
    expect((await check(second.payment)).status).toBe("ordered")
    await act(gateway, first.ref, "pay")
    await check(first.payment)
    await isGivenBack(gateway, first.payment, first.ref, "paid_twice")
    expect((await kept(second.payment)).status).toBe("ordered")
    expect(await ordersOf(first.cartId)).toHaveLength(1)
  })

  it("paid when the stock is gone: refunded once, nothing reserved", async () => {
    const wanted = one()
    const { offer } = wanted[0]!
    const { cartId, payment, ref } = await startPaying(gateway, wanted)
    const stock = await stockOf(offer)
    await setStock(offer, stock.reserved)
    try {
      await act(gateway, ref, "pay")
      await check(payment)
      await isGivenBack(gateway, payment, ref, "out_of_stock")
      expect(await ordersOf(cartId)).toEqual([])
      expect((await stockOf(offer)).reserved).toBe(stock.reserved)
    } finally {
      await setStock(offer, stock.stocked)
    }
  })

  it("paid after the cart changed: refunded once", async () => {
    const { cartId, payment, ref } = await startPaying(gateway, one())
    await post(`/store/carts/${cartId}/line-items`, {
      variant_id: offers[1]!.variant_id,
      quantity: 1,
    })
    await act(gateway, ref, "pay")
    await check(payment)
    await isGivenBack(gateway, payment, ref, "cart_changed")
    expect(await ordersOf(cartId)).toEqual([])
  })
})

/** By the gateway where it can, else as one task for a person. */
async function isGivenBack(gateway: Gateway, payment: OnlinePayment, ref: string, reason: string) {
  const byApi = gateway !== "konnect" && gateway !== "paymee"
  await settles(payment, byApi ? "refunded" : "by_hand")
  await Promise.all([check(payment), check(payment)])
  expect((await kept(payment)).refund_reason).toBe(reason)
  expect((await check(payment)).status).toBe(byApi ? "returned" : "returning")
  const tasks = await sql<{ amount_millimes: number }>(
    "select amount_millimes from refund_task where source = $1",
    [payment.id],
  )
  expect(tasks).toEqual(byApi ? [] : [{ amount_millimes: payment.amount_millimes }])
  await eventually("the buyer told", async () => {
    const mails = await sql("select 1 from mail where key = $1", [`payment_returned:${payment.id}`])
    return mails.length === 1
  })
  if (byApi) {
    const { amount, refunded } = await simulated(gateway, ref)
    // PayPal compte en centimes d'euro.
    expect(refunded).toBe(gateway === "paypal" ? amount : payment.amount_millimes)
    expect(await callsOf(gateway, ref, /refund/)).toBe(1)
  }
}

async function setStock(offer: Offer, stocked: number) {
  await sql(
    `update inventory_level set stocked_quantity = $1::numeric,
            raw_stocked_quantity = jsonb_build_object('value', $1::text, 'precision', 20)
      where inventory_item_id = $2 and location_id = $3`,
    [stocked, offer.inventory_item_id, offer.location_id],
  )
}

describe("notifications", () => {
  it("come before the buyer, twice: one order", async () => {
    const { cartId, payment, ref } = await startPaying("konnect", one())
    await modes("konnect", { notices: 2, notice_first: true })
    await act("konnect", ref, "pay")
    await settles(payment, "ordered")
    expect(await ordersOf(cartId)).toHaveLength(1)
  })

  it("are lost: the clock finds the payment", async () => {
    const { payment, ref } = await startPaying("flouci", one())
    await modes("flouci", { notices: 0 })
    await act("flouci", ref, "pay-and-close")
    await due(payment)
    await settles(payment, "ordered")
  })

  it("are forged: nothing changes", async () => {
    const konnect = await startPaying("konnect", one())
    const flouci = await startPaying("flouci", one())
    const paymee = await startPaying("paymee", one())
    await get(`/hooks/payment/konnect_konnect?payment_ref=${konnect.ref}`)
    await post("/hooks/payment/flouci_flouci", { payment_id: flouci.ref, status: "SUCCESS" })
    const forged = { token: paymee.ref, payment_status: true, check_sum: "0".repeat(32) }
    await post("/hooks/payment/paymee_paymee", forged)
    await eventually("a warning of the forged signature", async () =>
      readFileSync(logFile, "utf8").includes("bears a wrong signature"),
    )
    for (const { cartId, payment } of [konnect, flouci, paymee]) {
      expect((await kept(payment)).status).toBe("open")
      expect(await ordersOf(cartId)).toEqual([])
    }
    // The signature was not even a reason to ask.
    expect(await callsOf("paymee", paymee.ref, /check/)).toBe(0)
  })

  it("are replayed: nothing changes", async () => {
    const { cartId, payment, ref } = await startPaying("konnect", one())
    await act("konnect", ref, "pay")
    await check(payment)
    const before = await ordersOf(cartId)
    for (let time = 0; time < 3; time++) {
      await get(`/hooks/payment/konnect_konnect?payment_ref=${ref}`)
    }
    expect(await ordersOf(cartId)).toEqual(before)
    expect((await kept(payment)).status).toBe("ordered")
  })

  it("enter by one door: named gateways only, and no other address under /hooks", async () => {
    expect((await get("/hooks/payment/konnect_konnect")).status).toBe(200)
    expect((await get("/hooks/payment/nobody")).status).toBe(404)
    for (const path of ["/hooks", "/hooks/payment", "/hooks/other/x"]) {
      const { status } = await send("POST", path, { body: {} })
      expect([path, status >= 400 && status < 500]).toEqual([path, true])
    }
    const junk = await send("POST", "/hooks/payment/paymee_paymee", {
      body: "token[]=a&check_sum=%00",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    })
    expect(junk.status).toBeLessThan(500)
  })
})

describe("refunds of payments that serve no order", () => {
  const cases: [Gateway, object, string, number][] = [
    ["clictopay", { refuse_refunds: true }, "by_hand", 0],
    ["flouci", { refuse_refunds: true }, "by_hand", 0],
    // Its answer lost, ClicToPay tells when asked; Flouci does not, and a person looks first.
    ["clictopay", { lose_refund_answer: true }, "refunded", 1],
    ["flouci", { lose_refund_answer: true }, "by_hand", 1],
  ]
  it.each(cases)("%s %j: %s", async (gateway, failing, status, times) => {
    const { cartId, payment, ref } = await startPaying(gateway, one())
    await post(`/store/carts/${cartId}/checkouts`, {
      ...checkoutBody(one()),
      payment_method: "cod",
    })
    await modes(gateway, failing)
    await act(gateway, ref, "pay")
    await check(payment)
    await settles(payment, status)
    await check(payment)
    const { refunded } = await simulated(gateway, ref)
    expect(refunded).toBe(times * payment.amount_millimes)
    expect(await callsOf(gateway, ref, /refund/)).toBe(1)
  })

  it("by hand are noted as done, once", async () => {
    const operator = await signIn("user", demo.operator)
    const { body } = await get<{ refund_tasks: { id: string; amount_millimes: number }[] }>(
      "/admin/refund-tasks",
      { as: operator },
    )
    const [task] = body.refund_tasks
    const done = () =>
      post(`/admin/refund-tasks/${task!.id}/completions`, { reference: "R-1" }, { as: operator })
    expect((await done()).status).toBe(201)
    expect((await done()).status).toBe(409)
  })
})

it("gives part of an order's money back by the gateway that can", async () => {
  const operator = await signIn("user", demo.operator)
  const { cartId, payment, ref } = await startPaying("clictopay", one())
  await act("clictopay", ref, "pay")
  await check(payment)
  const order = await orderOfCart(cartId)
  const asked = {
    order_id: order.id,
    goodwill: { amount_millimes: 1_500, bearer: "marketplace" },
    idempotency_key: order.id,
    reason: "Un geste",
  }
  const answers = await Promise.all(
    [1, 2].map(() => post("/admin/order-refunds", asked, { as: operator })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
  expect((await simulated("clictopay", ref)).refunded).toBe(1_500)
})

it("keeps the gateways' secrets out of its log", () => {
  const log = readFileSync(logFile, "utf8")
  for (const [name, value] of Object.entries(gateways)) {
    if (!/PASSWORD|KEY/.test(name) || name === "FLOUCI_PUBLIC_KEY") continue
    expect([name, log.includes(value)]).toEqual([name, false])
  }
})
