import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, things } from "@souk/kit/errors"
import { sum } from "@souk/kit/money"
import { errors } from "../../domain/errors"
import { remittanceMovement } from "../../domain/ledger"
import {
  matchRemittance,
  provesDelivery,
  type MatchedRow,
  type RemittedRow,
} from "../../domain/remittance"
import { CASH, cashOrders, OWN_DELIVERY, parcelOf, type CashOrder } from "./cash-orders"
import { book } from "./ledger"
import { moveVendorOrder } from "./orders"
import { lockSettlement } from "./settlement-lock"
import type { Shared, Tables } from "./tables"

export type CashToRemit = {
  vendor_order_id: string
  number: string
  carrier: string | null
  vendor_id: string
  due_millimes: number
  delivered_at: Date
}

/**
 * Records what a carrier hands over: rows that match their parcel to the millime are booked, the
 * others wait for somebody. A remittance is recorded once.
 */
export async function recordRemittance(
  tables: Tables,
  input: { carrier: string; reference: string; rows: RemittedRow[]; actor_id: string },
  context: Shared,
): Promise<{
  id: string
  matched: number
  exceptions: number
  /** Orders that this remittance proves delivered. */
  delivered: { id: string; order_id: string }[]
}> {
  const knex = context.transactionManager!.getTransactionContext()!
  await lockSettlement(context)
  const [known] = await tables.listRemittances(
    { carrier: input.carrier, reference: input.reference },
    { take: 1 },
    context,
  )
  if (known) throw errors.remittance_known({ reference: input.reference })

  const orders = await cashOrders(knex, input.rows)
  const matched = matchRemittance(input.carrier, input.rows, orders.map(parcelOf))
  const proven = orders.filter(
    (order) =>
      order.status === "shipped" &&
      matched.some((row) => row.vendor_order_id === order.id && provesDelivery(row.problem)),
  )
  for (const { id } of proven) {
    await moveVendorOrder(
      tables,
      { id, from: "shipped", to: "delivered", actor: input.actor_id },
      context,
    )
  }

  const remittance = await tables.createRemittances(
    {
      carrier: input.carrier,
      reference: input.reference,
      total_millimes: sum(input.rows.map((row) => row.amount_millimes)),
      recorded_by: input.actor_id,
    },
    context,
  )
  await tables.createRemittanceLines(
    matched.map((row) => ({
      ...row,
      status: row.problem ? ("exception" as const) : ("matched" as const),
      remittance_id: remittance.id,
    })),
    context,
  )
  const paid = matched.filter((row) => !row.problem)
  for (const row of paid) {
    const order = orders.find((one) => one.id === row.vendor_order_id)!
    await captureCash(tables, order, row.amount_millimes, context)
  }
  return {
    id: remittance.id,
    matched: paid.length,
    exceptions: matched.length - paid.length,
    delivered: proven.map(({ id, order_id }) => ({ id, order_id })),
  }
}

/** What recording these rows would give, without recording them. */
export async function previewRemittance(
  input: { carrier: string; rows: RemittedRow[] },
  context: Shared,
): Promise<MatchedRow[]> {
  const orders = await cashOrders(context.manager!.getKnex(), input.rows)
  return matchRemittance(input.carrier, input.rows, orders.map(parcelOf))
}

/**
 * Closes an exception: a gap is accepted (the order counts as paid, the gap is the marketplace's)
 * or the row is dismissed (nothing is booked). Only a gap of amount can be accepted.
 */
export async function resolveRemittanceLine(
  tables: Tables,
  decision: { id: string; accept: boolean; resolution: string; actor_id: string },
  context: Shared,
) {
  const knex = context.transactionManager!.getTransactionContext()!
  await lockSettlement(context)
  const [line] = await knex("remittance_line").where({ id: decision.id }).forUpdate()
  if (!line) throw commonErrors.not_found({ what: things.remittance_line, id: decision.id })
  if (line.status !== "exception") throw errors.remittance_line_closed()
  if (decision.accept) {
    if (line.problem !== "amount_differs") throw errors.remittance_line_not_acceptable()
    const [order]: CashOrder[] = await knex("vendor_order as o")
      .join("payment_allocation as p", "p.vendor_order_id", "o.id")
      .where("o.id", line.vendor_order_id)
      .select("o.*", "p.id as allocation_id", "p.due_millimes", "p.captured_millimes")
    // Un autre reversement l'a payé entre-temps.
    if (parcelOf(order).is_remitted) throw errors.remittance_line_closed()
    await captureCash(tables, order, Number(line.amount_millimes), context)
  }
  await tables.updateRemittanceLines(
    {
      id: decision.id,
      status: decision.accept ? "accepted" : "dismissed",
      resolution: decision.resolution,
      resolved_by: decision.actor_id,
    },
    context,
  )
}

export async function captureCash(
  tables: Tables,
  order: CashOrder,
  remitted_millimes: number,
  context: Shared,
) {
  const due_millimes = Number(order.due_millimes)
  await tables.updatePaymentAllocations(
    { id: order.allocation_id, captured_millimes: due_millimes },
    context,
  )
  await book(
    tables,
    [
      remittanceMovement({
        id: order.id,
        carrier: order.carrier ?? OWN_DELIVERY,
        due_millimes,
        remitted_millimes,
      }),
    ],
    order.currency_code,
    context,
  )
}

/** Orders paid in cash, delivered and not handed over yet, the oldest first. */
export async function cashToRemit(
  page: { limit: number; offset: number },
  context: Shared,
): Promise<{ parcels: CashToRemit[]; count: number }> {
  const knex = context.manager!.getKnex()
  const all = knex("vendor_order as o")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .join("vendor_order_event as e", (join: Knex.JoinClause) =>
      join.on("e.vendor_order_id", "o.id").andOnVal("e.status", "delivered"),
    )
    .where("o.status", "delivered")
    .whereLike("o.payment_method", `${CASH}%`)
    .whereRaw("p.captured_millimes < p.due_millimes")
  const [total] = await all.clone().count("* as count")
  const rows: {
    id: string
    number: string
    carrier: string | null
    vendor_id: string
    due_millimes: string
    created_at: Date
  }[] = await all
    .orderBy([{ column: "e.created_at" }, { column: "o.id" }])
    .limit(page.limit)
    .offset(page.offset)
    .select("o.id", "o.number", "o.carrier", "o.vendor_id", "p.due_millimes", "e.created_at")
  return {
    count: Number(total!.count),
    parcels: rows.map((row) => ({
      vendor_order_id: row.id,
      number: row.number,
      carrier: row.carrier,
      vendor_id: row.vendor_id,
      due_millimes: Number(row.due_millimes),
      delivered_at: row.created_at,
    })),
  }
}
