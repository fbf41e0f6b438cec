import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, things } from "@souk/kit/errors"
import { sum } from "@souk/kit/money"
import { errors } from "../../domain/errors"
import { remittanceMovement } from "../../domain/ledger"
import {
  attachProblem,
  matchRemittance,
  provesDelivery,
  type MatchedRow,
  type RemittanceLineStatus,
  type RemittedRow,
} from "../../domain/remittance"
import { CASH, cashOrder, cashOrders, OWN_DELIVERY, parcelOf, type CashOrder } from "./cash-orders"
import { book } from "./ledger"
import { moveVendorOrder } from "./orders"
import { lockOrders } from "./returnable"
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

/** A carrier's file as it was read. */
export type RemittanceFile = {
  carrier: string
  reference: string
  rows: RemittedRow[]
  sha256?: string
  header?: string[]
  /** The columns that somebody chose: kept for the carrier's next file. */
  format?: { reference_column: string; amount_column: string; encoding: string | null }
  actor_id: string
}

/** Orders of which somebody's act proves that they reached their buyer. */
type Proven = { id: string; order_id: string }

/**
 * Records what a carrier hands over: rows that match their parcel to the millime are booked, the
 * others wait for somebody. A remittance is recorded once, and so are the bytes of its file.
 */
export async function recordRemittance(
  tables: Tables,
  input: RemittanceFile,
  context: Shared,
): Promise<{ id: string; matched: number; exceptions: number; delivered: Proven[] }> {
  const knex = context.transactionManager!.getTransactionContext()!
  await lockSettlement(context)
  const { carrier, reference, sha256 } = input
  const [known] = await tables.listRemittances({ carrier, reference }, { take: 1 }, context)
  if (known) throw errors.remittance_known({ reference })
  const [same] = sha256
    ? await tables.listRemittances({ carrier, sha256 }, { take: 1 }, context)
    : []
  if (same) throw errors.remittance_file_known({ reference: same.reference })

  const named = await cashOrders(knex, input.rows)
  // Un colis annulé pendant qu'on lit le fichier ne s'encaisse pas : on relit sous verrou.
  await lockOrders(
    knex,
    named.map((order) => order.id),
  )
  const orders = await cashOrders(knex, input.rows)
  const matched = matchRemittance(carrier, input.rows, orders.map(parcelOf))
  const delivered: Proven[] = []
  for (const order of orders) {
    const isProven = matched.some(
      (row) => row.vendor_order_id === order.id && provesDelivery(row.problem),
    )
    if (isProven) delivered.push(...(await proveDelivery(tables, order, input.actor_id, context)))
  }

  const remittance = await tables.createRemittances(
    {
      carrier,
      reference,
      total_millimes: sum(input.rows.map((row) => row.amount_millimes ?? 0)),
      recorded_by: input.actor_id,
      sha256: sha256 ?? null,
      // A list is JSON as well as a record is.
      header: (input.header ?? null) as unknown as Record<string, unknown> | null,
    },
    context,
  )
  await tables.createRemittanceLines(
    matched.map(({ cells, ...row }) => ({
      ...row,
      cells: (cells ?? null) as unknown as Record<string, unknown> | null,
      status: row.problem ? ("exception" as const) : ("matched" as const),
      remittance_id: remittance.id,
    })),
    context,
  )
  const paid = matched.filter((row) => !row.problem)
  for (const row of paid) {
    const order = orders.find((one) => one.id === row.vendor_order_id)!
    await captureCash(tables, order, row.amount_millimes!, context)
  }
  if (input.format)
    await saveFormat(tables, { ...input.format, carrier, saved_by: input.actor_id }, context)
  return {
    id: remittance.id,
    matched: paid.length,
    exceptions: matched.length - paid.length,
    delivered,
  }
}

async function saveFormat(
  tables: Tables,
  format: NonNullable<RemittanceFile["format"]> & { carrier: string; saved_by: string },
  context: Shared,
) {
  const [before] = await tables.listRemittanceFormats(
    { carrier: format.carrier },
    { take: 1 },
    context,
  )
  if (before) await tables.updateRemittanceFormats({ id: before.id, ...format }, context)
  else await tables.createRemittanceFormats(format, context)
}

/** Un transporteur qui reverse le prix d'un colis dit par là qu'il l'a remis. */
async function proveDelivery(
  tables: Tables,
  { id, order_id, status }: CashOrder,
  actor: string,
  context: Shared,
): Promise<Proven[]> {
  if (status !== "shipped" && status !== "undelivered") return []
  await moveVendorOrder(tables, { id, from: status, to: "delivered", actor }, context)
  return [{ id, order_id }]
}

/** What recording these rows would give, without recording them. */
export async function previewRemittance(
  input: { carrier: string; rows: RemittedRow[] },
  context: Shared,
): Promise<MatchedRow[]> {
  const orders = await cashOrders(context.manager!.getKnex(), input.rows)
  return matchRemittance(input.carrier, input.rows, orders.map(parcelOf))
}

/** The order a row would pay; refused with what prevents it. */
async function attachable(
  knex: Knex,
  which: { id: string } | { number: string },
  amount: string | null,
): Promise<CashOrder> {
  const named = await cashOrder(knex, which)
  await lockOrders(knex, named ? [named.id] : [])
  const order = await cashOrder(knex, which)
  const asked = "id" in which ? which.id : which.number
  if (!order) throw commonErrors.not_found({ what: things.order, id: asked })
  const problem = attachProblem(amount === null ? null : Number(amount), {
    ...parcelOf(order),
    is_cancelled: order.status === "cancelled",
  })
  const { number } = order
  switch (problem) {
    case "amount_unknown":
      throw errors.remittance_line_not_acceptable()
    case "cancelled":
      throw errors.remittance_order_cancelled({ number })
    case "already_remitted":
      throw errors.remittance_order_paid({ number })
    case "not_sent":
      throw errors.remittance_order_not_sent({ number })
    case null:
      return order
  }
}

async function openLine(id: string, statuses: RemittanceLineStatus[], context: Shared) {
  const knex = context.transactionManager!.getTransactionContext()!
  await lockSettlement(context)
  const [line] = await knex("remittance_line").where({ id }).forUpdate()
  if (!line) throw commonErrors.not_found({ what: things.remittance_line, id })
  if (!statuses.includes(line.status)) throw errors.remittance_line_closed()
  return { knex, line }
}

/** Somebody says which order a row pays; nothing is booked before somebody else agrees. */
export async function proposeRemittanceLine(
  tables: Tables,
  input: { id: string; vendor_order_number: string; resolution: string; actor_id: string },
  context: Shared,
) {
  const { knex, line } = await openLine(input.id, ["exception"], context)
  const order = await attachable(knex, { number: input.vendor_order_number }, line.amount_millimes)
  await tables.updateRemittanceLines(
    {
      id: input.id,
      status: "proposed",
      vendor_order_id: order.id,
      expected_millimes: Number(order.due_millimes),
      resolution: input.resolution,
      proposed_by: input.actor_id,
    },
    context,
  )
}

export type RemittanceLineDecision = {
  id: string
  decision: "accepted" | "sent_back" | "dismissed"
  /** Why, for a row that is dismissed. */
  resolution?: string
  actor_id: string
}

/**
 * Closes an exception: what somebody else proposed is accepted (the order counts as paid, a gap is
 * the marketplace's) or sent back; a row that pays nothing is dismissed, by one person alone.
 */
export async function resolveRemittanceLine(
  tables: Tables,
  input: RemittanceLineDecision,
  context: Shared,
): Promise<Proven[]> {
  const { id, decision, actor_id } = input
  const { knex, line } = await openLine(
    id,
    decision === "dismissed" ? ["exception", "proposed"] : ["proposed"],
    context,
  )
  if (decision === "sent_back") {
    await tables.updateRemittanceLines({ id, status: "exception", proposed_by: null }, context)
    return []
  }
  if (decision === "dismissed") {
    const resolution = input.resolution ?? line.resolution
    await tables.updateRemittanceLines(
      { id, status: "dismissed", resolution, resolved_by: actor_id },
      context,
    )
    return []
  }
  if (line.proposed_by === actor_id) throw errors.second_person_needed()
  const order = await attachable(knex, { id: line.vendor_order_id }, line.amount_millimes)
  const delivered = await proveDelivery(tables, order, actor_id, context)
  await captureCash(tables, order, Number(line.amount_millimes), context)
  await tables.updateRemittanceLines({ id, status: "accepted", resolved_by: actor_id }, context)
  return delivered
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
  { carrier, ...page }: { limit: number; offset: number; carrier?: string },
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
    .modify((query) => {
      if (carrier) query.where("o.carrier", carrier)
    })
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
