import { sum } from "@souk/kit/money"
import { captureMovement, excessMovement, gatewayFeeMovement } from "../../domain/ledger"
import { shareCapture, type OrderPaymentStatus } from "../../domain/refunds"
import { CASH } from "./cash-orders"
import { book } from "./ledger"
import { isCash, lockOrders } from "./returnable"
import { LEDGER_CURRENCY, type Shared, type Tables } from "./tables"

/** What the operator reads of a refund that nobody decided. */
const EXCESS_REASON = "Payé en trop"

export type OrderPayment = {
  order_id: string
  order_display_id: number
  payment_method: string
  currency_code: string
  buyer_name: string
  created_at: Date
  status: OrderPaymentStatus
  total_millimes: number
  /** Cancelled things left out. */
  due_millimes: number
  paid_millimes: number
  refunded_millimes: number
}

/** Orders as payments, newest first: what was due, paid and given back, over all their vendors. */
export async function orderPayments(
  filters: { status?: OrderPaymentStatus; q?: string; order_id?: string },
  page: { limit: number; offset: number },
  context: Shared,
): Promise<{ payments: OrderPayment[]; count: number }> {
  const knex = context.manager!.getKnex()
  const all = knex("vendor_order as o")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .whereNull("o.deleted_at")
    .modify((query) => {
      if (filters.order_id) query.where("o.order_id", filters.order_id)
    })
    .groupBy("o.order_id", "o.order_display_id", "o.payment_method", "o.currency_code")
    .select(
      "o.order_id",
      "o.order_display_id",
      "o.payment_method",
      "o.currency_code",
      knex.raw("min(o.buyer_name) as buyer_name"),
      knex.raw("min(o.created_at) as created_at"),
      knex.raw("sum(o.total_millimes) as total"),
      knex.raw("sum(p.due_millimes) as due"),
      knex.raw("sum(p.refunded_millimes) as refunded"),
      knex.raw(
        `sum(case when o.payment_method like '${CASH}%' and o.status = 'delivered'
                  then p.due_millimes else p.captured_millimes end) as paid`,
      ),
    )
  const named = knex.from(all.as("a")).select(
    "*",
    knex.raw(`case when due = 0 then 'cancelled'
                   when paid = 0 then 'pending'
                   when refunded >= paid then 'refunded'
                   when refunded > 0 then 'partially_refunded'
                   else 'paid' end as status`),
  )
  const asked = knex.from(named.as("b")).modify((query) => {
    if (filters.status) query.where("status", filters.status)
    if (!filters.q) return
    const number = Number(filters.q.replace(/^#/, "").split("-")[0])
    if (Number.isSafeInteger(number) && number > 0) query.where("order_display_id", number)
    else query.whereILike("buyer_name", `%${filters.q.replace(/[%_\\]/g, "\\$&")}%`)
  })
  const [total] = await asked.clone().count("* as count")
  const rows: Record<string, string>[] = await asked
    .orderBy([
      { column: "created_at", order: "desc" },
      { column: "order_id", order: "desc" },
    ])
    .limit(page.limit)
    .offset(page.offset)
    .select("*")
  return {
    count: Number(total!.count),
    payments: rows.map((row) => ({
      order_id: row.order_id!,
      order_display_id: Number(row.order_display_id),
      payment_method: row.payment_method!,
      currency_code: row.currency_code!,
      buyer_name: row.buyer_name!,
      created_at: new Date(row.created_at!),
      // The statement's own words.
      status: row.status as OrderPaymentStatus,
      total_millimes: Number(row.total),
      due_millimes: Number(row.due),
      paid_millimes: Number(row.paid),
      refunded_millimes: Number(row.refunded),
    })),
  }
}

/**
 * Books a capture to the vendor orders it pays, each its share. Told twice, booked once; cash is
 * booked by its delivery and its remittance instead. What nobody is owed any more (paid twice, or
 * cancelled meanwhile) becomes a refund to be sent.
 */
export async function recordCapture(
  tables: Tables,
  capture: {
    id: string
    payment_id: string
    payment_collection_id: string
    provider_id: string
    amount_millimes: number
    /** What the gateway says it keeps, once verified. */
    fee_millimes: number
  },
  context: Shared,
): Promise<void> {
  if (isCash(capture.provider_id)) return
  const knex = context.transactionManager!.getTransactionContext()!
  const shared: { vendor_order_id: string }[] = await knex("payment_allocation")
    .where({ payment_collection_id: capture.payment_collection_id })
    .whereNull("deleted_at")
    .select("vendor_order_id")
  // Annuler et encaisser passent l'un après l'autre : sinon l'argent arrive sur une part déjà
  // annulée, et personne ne le rend.
  await lockOrders(
    knex,
    shared.map((one) => one.vendor_order_id),
  )
  const rows: {
    id: string
    vendor_order_id: string
    due_millimes: string
    captured_millimes: string
  }[] = await knex("payment_allocation")
    .where({ payment_collection_id: capture.payment_collection_id })
    .whereNull("deleted_at")
    .orderBy("vendor_order_id")
    .forUpdate()
  const sources = ["excess", ...rows.map((row) => row.vendor_order_id)].map(
    (part) => `${capture.id}/${part}`,
  )
  const [known] = await knex("ledger_transaction")
    .whereIn("source", sources)
    .where({ kind: "payment_captured" })
    .limit(1)
  if (known || rows.length === 0) return
  const shares = shareCapture(
    capture.amount_millimes,
    rows.map((row) => ({
      id: row.vendor_order_id,
      left_millimes: Number(row.due_millimes) - Number(row.captured_millimes),
    })),
  )
  const excess = capture.amount_millimes - sum(shares.map((share) => share.amount_millimes))
  if (excess > 0) {
    const [order] = await knex("vendor_order").where({ id: rows[0]!.vendor_order_id })
    await tables.createOrderRefunds(
      {
        key: `excess:${capture.id}`,
        asked: { text: "excess" },
        kind: "refund",
        order_id: order.order_id,
        order_display_id: order.order_display_id,
        status: "sending",
        method: "gateway",
        payment_id: capture.payment_id,
        provider_id: capture.provider_id,
        currency_code: order.currency_code,
        amount_millimes: excess,
        voided_millimes: 0,
        reason: EXCESS_REASON,
        created_by: "payment",
      },
      context,
    )
  }
  for (const share of shares) {
    const row = rows.find((one) => one.vendor_order_id === share.id)!
    await tables.updatePaymentAllocations(
      {
        id: row.id,
        captured_millimes: Number(row.captured_millimes) + share.amount_millimes,
      },
      context,
    )
  }
  await book(
    tables,
    [
      ...shares.map((share) =>
        captureMovement({
          id: capture.id,
          vendor_order_id: share.id,
          provider: capture.provider_id,
          amount_millimes: share.amount_millimes,
        }),
      ),
      ...(excess > 0
        ? [
            excessMovement({
              id: capture.id,
              provider: capture.provider_id,
              amount_millimes: excess,
            }),
          ]
        : []),
      ...(capture.fee_millimes > 0
        ? [
            gatewayFeeMovement({
              id: capture.id,
              provider: capture.provider_id,
              amount_millimes: capture.fee_millimes,
            }),
          ]
        : []),
    ],
    LEDGER_CURRENCY,
    context,
  )
}
