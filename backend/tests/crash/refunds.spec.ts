import { setTimeout as sleep } from "node:timers/promises"
import { killServer, startServer } from "../../../scripts/lib/test-server"
import { heldNow, holdAt, REFUND_HOLDS, releaseAll } from "./pause"
import {
  complete,
  fillTheShelves,
  leaveDatabase,
  post,
  prepareCart,
  sql,
  tryPost,
  type PreparedCart,
} from "./shop"
import { problemsOfShop } from "./state"

/** `npm run test:crash -- 30` sets it; `npm test` makes do with a few. */
const KILLS = Number(process.env.SOUK_TEST_KILLS ?? 5)

/** The repair run comes every 15 s and takes up refunds older than 10 s. */
const REPAIRED_WITHIN_SECONDS = 90
const HELD_WITHIN_SECONDS = 60

jest.setTimeout((KILLS * 60 + 400) * 1000)

/** A refund of an order paid online, or a cancellation of one slice paid on delivery. */
type Asked = { order_id: string; path: string; body: { idempotency_key: string } }

let token: string

async function orderFrom(cart: PreparedCart): Promise<string> {
  const answer = await complete(cart.id)
  if (!answer?.order_id) throw new Error(`No order: ${answer?.said}`)
  return answer.order_id
}

/** Paid through Medusa's own provider, which gives back: captured, and told to every vendor. */
async function paidOrder(others: PreparedCart[]): Promise<{ cart: PreparedCart; id: string }> {
  const cart = await prepareCart(others)
  const [link] = await sql<{ id: string }>(
    "select payment_collection_id as id from cart_payment_collection where cart_id = $1 and deleted_at is null",
    [cart.id],
  )
  await post(`/store/payment-collections/${link!.id}/payment-sessions`, {
    provider_id: "pp_system_default",
  })
  const id = await orderFrom(cart)
  const [payment] = await sql<{ id: string }>(
    "select id from payment where payment_collection_id = $1",
    [link!.id],
  )
  await post(`/admin/payments/${payment!.id}/capture`, {}, token)
  await until("the capture in the shares", async () => {
    const [row] = await sql<{ owed: string }>(
      `select sum(p.due_millimes - p.captured_millimes) as owed
         from payment_allocation p join vendor_order o on o.id = p.vendor_order_id
        where o.order_id = $1 and o.status = 'confirmed'`,
      [id],
    )
    return row?.owed === "0"
  })
  return { cart, id }
}

async function until(what: string, check: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(200)) {
    if (await check()) return
  }
  throw new Error(`${what}: not within a minute`)
}

let keys = 0
const newKey = () => `crash-${Date.now()}-${++keys}`

function refundOf(order_id: string): Asked {
  const body = { idempotency_key: newKey(), order_id, whole: true, reason: "Essai de coupure" }
  return { order_id, path: "/admin/order-refunds", body }
}

async function cancellationOf(order_id: string): Promise<Asked> {
  const [slice] = await sql<{ id: string }>(
    "select id from vendor_order where order_id = $1 order by number limit 1",
    [order_id],
  )
  const body = { idempotency_key: newKey(), reason: "Essai de coupure" }
  return { order_id, path: `/admin/vendor-orders/${slice!.id}/cancellations`, body }
}

const ask = ({ path, body }: Asked) => tryPost(path, body, token)

/** What is not as it must be once a refund was asked and the repair run had its time, in words. */
async function problemsOf({ order_id, body }: Asked): Promise<string[]> {
  const problems: string[] = []
  const expect = (fact: string, found: unknown, wanted: unknown) => {
    if (found !== wanted) problems.push(`${order_id}: ${fact} is ${found}, not ${wanted}`)
  }
  const refunds = await sql<{
    id: string
    status: string
    method: string
    due_reason: string | null
    amount: string
    core: number
    paid: number
    booked: number
    shares: number
  }>(
    `select r.id, r.status, r.method, r.due_reason, r.amount_millimes as amount,
            (select count(*)::int from refund c where c.note = r.id and c.deleted_at is null) as core,
            (select count(*)::int from ledger_transaction t
              where t.source = r.id and t.kind = 'refund_paid') as paid,
            (select count(*)::int from ledger_transaction t join order_refund_share s on s.id = t.source
              where s.refund_id = r.id and t.kind in ('refund', 'cancellation', 'clawback')) as booked,
            (select count(*)::int from order_refund_share s where s.refund_id = r.id) as shares
       from order_refund r where r.key = $1`,
    [body.idempotency_key],
  )
  expect("number of refunds", refunds.length, 1)
  const [refund] = refunds
  if (!refund) return problems
  expect("movements of its shares", refund.booked, refund.shares)
  if (refund.status === "sending") problems.push(`${order_id}: the refund is still being sent`)
  if (refund.method === "gateway") {
    expect("refunds at the gateway", refund.core, 1)
    expect("movements of the paid refund", refund.paid, 1)
  }
  if (refund.due_reason === "unclear") expect("refunds at the gateway", refund.core, 1)
  if (refund.status === "due") expect("movements of a refund not paid", refund.paid, 0)

  const [sums] = await sql<{ wrong: number }>(
    `select count(*)::int as wrong from payment_allocation p
       join vendor_order o on o.id = p.vendor_order_id
      where o.order_id = $1 and (p.refunded_millimes > p.captured_millimes
        or p.refunded_millimes <> (select coalesce(sum(s.amount_millimes), 0)
             from order_refund_share s where s.vendor_order_id = o.id)
        or p.due_millimes <> o.total_millimes - (select coalesce(sum(s.voided_millimes), 0)
             from order_refund_share s where s.vendor_order_id = o.id))`,
    [order_id],
  )
  expect("number of shares that do not add up", sums!.wrong, 0)
  const [held] = await sql<{ lines: number }>(
    `select count(*)::int as lines from vendor_order_line l
       join vendor_order o on o.id = l.vendor_order_id and o.status = 'cancelled'
       join reservation_item r on r.line_item_id = l.line_item_id and r.deleted_at is null
      where o.order_id = $1`,
    [order_id],
  )
  expect("number of cancelled lines still reserved", held!.lines, 0)
  return problems
}

async function problemsAfterRepair(asked: Asked[]): Promise<string[]> {
  const end = Date.now() + REPAIRED_WITHIN_SECONDS * 1000
  for (;;) {
    const problems = (await Promise.all(asked.map(problemsOf))).flat()
    problems.push(...(await problemsOfShop()))
    if (problems.length === 0 || Date.now() > end) return problems
    await sleep(1000)
  }
}

/** The operator presses again after the restart: the same key, the same refund. */
async function askAgain(asked: Asked[]): Promise<void> {
  for (const one of asked) {
    const status = await ask(one)
    if (status !== 200 && status !== 201) throw new Error(`${one.path} answered ${status}`)
  }
}

describe("a server killed while money goes back", () => {
  beforeAll(async () => {
    await fillTheShelves()
    token = (
      await post<{ token: string }>("/auth/user/emailpass", {
        email: "operateur@souk.example",
        password: "SoukDemo2026",
      })
    ).token
    const [region] = await sql<{ id: string }>(
      "select id from region where deleted_at is null limit 1",
    )
    await post(
      `/admin/regions/${region!.id}`,
      { payment_providers: ["pp_cod_cod", "pp_system_default"] },
      token,
    )
  })
  afterAll(async () => {
    await releaseAll()
    await leaveDatabase()
  })

  it(`pays back once after ${KILLS} kills at random moments`, async () => {
    const all: Asked[] = []
    let windowMs = 600
    const found = new Map<string, number>()
    for (let kill = 0; kill < KILLS; kill++) {
      const paid = await paidOrder([])
      const cash = await orderFrom(await prepareCart([paid.cart]))
      const asked = [refundOf(paid.id), await cancellationOf(cash)]
      all.push(...asked)
      const answers = Promise.all(asked.map(ask))
      await sleep(Math.random() * windowMs)
      await killServer()
      for (const answer of await answers) {
        const outcome = answer === null ? "cut" : "answered"
        found.set(outcome, (found.get(outcome) ?? 0) + 1)
      }
      if (!found.has("cut")) windowMs *= 0.6
      await startServer()
      await askAgain(asked)
    }
    process.stdout.write(
      `\n${KILLS} kills: ${[...found].map(([outcome, times]) => `${times} ${outcome}`).join(", ")}\n`,
    )
    expect(await problemsAfterRepair(all)).toEqual([])
  })

  it("pays back once when killed at each single writing", async () => {
    const asked: Asked[] = []
    const carts: PreparedCart[] = []
    for (const hold of REFUND_HOLDS) {
      const { cart, id } = await paidOrder(carts)
      carts.push(cart)
      asked.push(refundOf(id))
      await holdAt(id, hold)
    }
    const answers = Promise.all(asked.map(ask))
    let held = await heldNow()
    for (
      const end = Date.now() + HELD_WITHIN_SECONDS * 1000;
      held.length < REFUND_HOLDS.length && Date.now() < end;
      held = await heldNow()
    ) {
      await sleep(100)
    }
    expect([...held].sort()).toEqual([...REFUND_HOLDS].sort())
    await killServer()
    expect(await answers).toEqual(asked.map(() => null))
    await releaseAll()
    await startServer()
    await askAgain(asked)
    expect(await problemsAfterRepair(asked)).toEqual([])
    await askAgain(asked)
    expect(await problemsAfterRepair(asked)).toEqual([])
  })
})
