import { found, get, made, post, type Told } from "./client"
import {
  demo,
  eventually,
  offersOf,
  placeOrder,
  signIn,
  sql,
  stockOf,
  type Offer,
  type OrderView,
} from "./shop"

type Seen = {
  status: string
  failed_deliveries: { attempt: number; reason: string; next: string; note?: string }[]
  cancellation_request: { id: string; status: string; answer: string | null } | null
}
type Own = {
  status: string
  cancellation_requests: { id: string; asked_by: string; status: string }[]
}

let tokens: { a: string; b: string; operator: string }
let offer: Offer
const noted: string[] = []

beforeAll(async () => {
  tokens = {
    a: await signIn("user", demo.vendorA.email),
    b: await signIn("user", demo.vendorB.email),
    operator: await signIn("user", demo.operator),
  }
  ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
})
// Other stories count the parcels this buyer refused.
afterAll(() => sql("delete from failed_delivery where source = any($1)", [noted]))

const vendor = () => ({ as: tokens.a })
const operator = () => ({ as: tokens.operator })

async function ordered() {
  const order = await placeOrder([{ offer, quantity: 1 }])
  const { id, number } = order.vendor_orders[0]!
  return { order, id, number, token: order.tracking_token }
}

async function shipped() {
  const one = await ordered()
  await made(`/vendor/orders/${one.id}/confirmations`, {}, vendor())
  await made(`/vendor/orders/${one.id}/shipments`, { carrier: "navex" }, vendor())
  return one
}

async function seenBy(token: string): Promise<Seen> {
  const { order } = await found<{ order: OrderView & { vendor_orders: Seen[] } }>(
    `/store/tracked-orders/${token}`,
  )
  return order.vendor_orders[0]!
}

const codes = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()

/** What the ledger holds of a vendor order on the accounts of a kind, added up. */
async function ledgerOf(id: string, account: string): Promise<number> {
  const [row] = await sql<{ sum: string }>(
    `select coalesce(sum(e.amount_millimes), 0) as sum from ledger_entry e
       join ledger_transaction t on t.id = e.transaction_id
      where t.vendor_order_id = $1 and e.account like $2`,
    [id, account],
  )
  return Number(row!.sum)
}

async function mailsOf(kind: string, number: string): Promise<string[]> {
  const { mails } = await found<{ mails: { kind: string; subject: string; recipient: string }[] }>(
    "/admin/mails?limit=100",
    operator(),
  )
  return mails
    .filter((mail) => mail.kind === kind && mail.subject.includes(number))
    .map(({ recipient }) => recipient)
}

describe("a parcel that could not be handed over", () => {
  const absent = { attempt: 1, reason: "absent", next: "retry", note: "Rappeler après 17 h" }

  it("is told once by attempt, to its buyer too, and books nothing", async () => {
    const { id, number, token } = await shipped()
    const path = `/vendor/orders/${id}/failed-deliveries`
    expect((await post(path, absent, { as: tokens.b })).status).toBe(404)
    const told = await Promise.all([1, 2, 3].map(() => post(path, absent, vendor())))
    expect(codes(told)).toEqual([200, 200, 201])
    for (const other of [
      { ...absent, reason: "refused" },
      { ...absent, attempt: 3 },
    ]) {
      const { status, body } = await post<Told>(path, other, vendor())
      expect([status, body.code]).toEqual([409, "delivery_attempt_unexpected"])
    }
    const seen = await seenBy(token)
    expect(seen.status).toBe("undelivered")
    expect(seen.failed_deliveries).toEqual([
      { attempt: 1, reason: "absent", next: "retry", at: expect.any(String) },
    ])
    expect(await ledgerOf(id, "carriers/%")).toBe(0)
    await eventually("the buyer's mail", async () => {
      return (await mailsOf("delivery_failed", number)).length === 1
    })
  })

  it("may still be delivered: the cash is the carrier's debt then, and only then", async () => {
    const { id, order } = await shipped()
    await made(`/admin/vendor-orders/${id}/failed-deliveries`, absent, operator())
    await made(`/admin/vendor-orders/${id}/deliveries`, {}, operator())
    expect(await ledgerOf(id, "carriers/navex")).toBe(order.total_millimes)
    const late = await post<Told>(
      `/admin/vendor-orders/${id}/failed-deliveries`,
      { ...absent, attempt: 2 },
      operator(),
    )
    expect([late.status, late.body.code]).toEqual([409, "vendor_order_move_refused"])
  })

  it("comes back: cancelled whole, in stock again, nothing collected, counted once", async () => {
    const before = await stockOf(offer)
    const { id, number, order, token } = await shipped()
    noted.push(number)
    const back = `/admin/vendor-orders/${id}/parcel-returns`
    const reason = { reason: "Colis revenu" }
    const early = await post<Told>(back, reason, operator())
    expect([early.status, early.body.code]).toEqual([409, "parcel_not_undelivered"])

    const failed = `/admin/vendor-orders/${id}/failed-deliveries`
    await made(failed, absent, operator())
    await made(failed, { attempt: 2, reason: "refused", next: "return" }, operator())
    const third = await post<Told>(failed, { ...absent, attempt: 3 }, operator())
    expect([third.status, third.body.code]).toEqual([409, "parcel_on_its_way_back"])

    expect((await post(back, reason, vendor())).status).toBe(403)
    expect((await post(back, reason, operator())).status).toBe(201)
    expect((await post(back, { reason: "Dit autrement" }, operator())).status).toBe(200)
    expect((await seenBy(token)).status).toBe("cancelled")
    expect(await stockOf(offer)).toEqual(before)
    expect(await ledgerOf(id, "%")).toBe(0)
    for (const account of ["vendors/%", "carriers/%", "buyers/receivable"]) {
      expect([account, await ledgerOf(id, account)]).toEqual([account, 0])
    }
    const { order_payment: payment } = await found<{
      order_payment: { due_millimes: number; paid_millimes: number }
    }>(`/admin/order-payments/${order.id}`, operator())
    expect(payment).toMatchObject({ due_millimes: 0, paid_millimes: 0 })
    await eventually("the buyer's history", async () => {
      const rows = await sql("select phone from failed_delivery where source = $1", [number])
      return rows.length === 1
    })
  })
})

describe("a request to cancel", () => {
  const reason = { reason: "J'ai trouvé la pièce ailleurs" }
  const ask = (token: string, id: string) =>
    post<{ order: { vendor_orders: Seen[] } }>(
      `/store/tracked-orders/${token}/cancellation-requests`,
      { vendor_order_id: id, ...reason },
    )
  const requestOf = async (id: string, by: string) => {
    const { order } = await found<{ order: Own }>(`/vendor/orders/${id}`, vendor())
    return order.cancellation_requests.find(({ asked_by }) => asked_by === by)!
  }

  it("of a buyer is made once, by the order's link alone, and refused with a reason", async () => {
    const { id, number, token } = await ordered()
    const another = await ordered()
    expect((await ask(`${token}x`, id)).status).toBe(404)
    expect((await ask(another.token, id)).status).toBe(404)
    expect(codes(await Promise.all([1, 2, 3].map(() => ask(token, id))))).toEqual([200, 200, 201])
    expect((await seenBy(token)).cancellation_request).toMatchObject({ status: "open" })
    await eventually("the vendor's mail", async () => {
      return (await mailsOf("cancellation_asked", number)).includes(demo.vendorA.email)
    })

    await made(`/vendor/orders/${id}/confirmations`, {}, vendor())
    const ship = () => post<Told>(`/vendor/orders/${id}/shipments`, { carrier: "navex" }, vendor())
    expect((await ship()).body.code).toBe("cancellation_request_open")

    const request = await requestOf(id, "buyer")
    const path = `/vendor/cancellation-requests/${request.id}/decisions`
    const no = { decision: "refused", answer: "Déjà remise au transporteur" }
    expect((await post(path, no, { as: tokens.b })).status).toBe(404)
    const mute = await post<Told>(path, { decision: "refused" }, vendor())
    expect([mute.status, mute.body.code]).toEqual([400, "cancellation_answer_missing"])
    expect((await post(path, no, vendor())).status).toBe(201)
    expect((await post(path, no, vendor())).status).toBe(200)
    const other = await post<Told>(path, { decision: "accepted" }, vendor())
    expect([other.status, other.body.code]).toEqual([409, "cancellation_request_decided"])
    expect((await seenBy(token)).cancellation_request).toMatchObject({
      status: "refused",
      answer: no.answer,
    })
    expect((await ship()).status).toBe(201)
    await eventually("the buyer's mail", async () => {
      return (await mailsOf("cancellation_answered", number)).length === 1
    })

    await made(`/vendor/orders/${another.id}/confirmations`, {}, vendor())
    await made(`/vendor/orders/${another.id}/shipments`, { carrier: "navex" }, vendor())
    const late = await post<Told>(`/store/tracked-orders/${another.token}/cancellation-requests`, {
      vendor_order_id: another.id,
      ...reason,
    })
    expect([late.status, late.body.code]).toEqual([409, "cancellation_too_late"])
  })

  it("that its vendor accepts cancels the order: stock and ledger as before it", async () => {
    const before = await stockOf(offer)
    const { id, token } = await ordered()
    expect((await ask(token, id)).status).toBe(201)
    const request = await requestOf(id, "buyer")
    const path = `/vendor/cancellation-requests/${request.id}/decisions`
    expect((await post(path, { decision: "accepted" }, vendor())).status).toBe(201)
    expect((await post(path, { decision: "accepted" }, vendor())).status).toBe(200)
    expect(await seenBy(token)).toMatchObject({
      status: "cancelled",
      cancellation_request: { status: "accepted" },
    })
    expect(await stockOf(offer)).toEqual(before)
    for (const account of ["vendors/%", "buyers/receivable"]) {
      expect(await ledgerOf(id, account)).toBe(0)
    }
  })

  it("of a vendor waits for the operator, who is told and alone decides it", async () => {
    const { id, token, number } = await ordered()
    const path = `/vendor/orders/${id}/cancellation-requests`
    const short = { reason: "La pièce est cassée" }
    expect((await post(path, short, { as: tokens.b })).status).toBe(404)
    const asked = await Promise.all([1, 2].map(() => post(path, short, vendor())))
    expect(codes(asked)).toEqual([200, 201])
    // The buyer reads nothing of it.
    expect((await seenBy(token)).cancellation_request).toBeNull()

    const request = await requestOf(id, "vendor")
    const own = await post<Told>(
      `/vendor/cancellation-requests/${request.id}/decisions`,
      { decision: "accepted" },
      vendor(),
    )
    expect([own.status, own.body.code]).toEqual([403, "cancellation_decision_not_yours"])
    await eventually("the operator is told", async () => {
      return (await mailsOf("vendor_asks_cancellation", number)).includes("operateur@souk.example")
    })
    expect(await mailsOf("vendor_asks_cancellation", number)).not.toContain(demo.vendorA.email)
    const list = "/admin/cancellation-requests?status=open&limit=100"
    expect((await get(list, vendor())).status).toBe(403)
    const { cancellation_requests: open } = await found<{ cancellation_requests: Own[] }>(
      list,
      operator(),
    )
    expect(open).toContainEqual(
      expect.objectContaining({ id: request.id, vendor_order: expect.objectContaining({ id }) }),
    )
    const decide = `/admin/cancellation-requests/${request.id}/decisions`
    expect((await post(decide, { decision: "accepted" }, vendor())).status).toBe(403)
    expect((await post(decide, { decision: "accepted" }, operator())).status).toBe(201)
    expect((await seenBy(token)).status).toBe("cancelled")
  })

  it("is accepted by itself when the operator cancels the order anyway", async () => {
    const { id, token } = await ordered()
    await ask(token, id)
    await made(
      `/admin/vendor-orders/${id}/cancellations`,
      { idempotency_key: `order-life-${id}`, reason: "Un doublon" },
      operator(),
    )
    expect((await seenBy(token)).cancellation_request).toMatchObject({ status: "accepted" })
  })
})
