import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, things } from "@souk/kit/errors"
import { errors } from "../../domain/errors"
import {
  accounts,
  payoutMovement,
  settledPayoutMovement,
  vendorOfAccount,
} from "../../domain/ledger"
import { holdOf, mayBePaid, planPayouts, type Payee, type SkipReason } from "../../domain/payouts"
import type { VendorStatus } from "../../domain/vendor-status"
import { vendorsChangingBank } from "./bank-changes"
import { book } from "./ledger"
import { lockSettlement } from "./settlement-lock"
import { LEDGER_CURRENCY, type Shared, type Tables } from "./tables"

/**
 * Makes the money of delivered orders available where nothing holds it any more.
 * @returns how many orders this call released.
 */
export async function releaseOrders(now: Date, context: Shared): Promise<number> {
  const knex = context.transactionManager!.getTransactionContext()!
  const rows: {
    id: string
    return_days: number
    due_millimes: string
    captured_millimes: string
    created_at: Date
  }[] = await knex("vendor_order as o")
    .join("vendor as v", "v.id", "o.vendor_id")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .join("vendor_order_event as e", (join: Knex.JoinClause) =>
      join.on("e.vendor_order_id", "o.id").andOnVal("e.status", "delivered"),
    )
    .where("o.status", "delivered")
    .whereNull("o.released_at")
    .whereNull("o.deleted_at")
    .select("o.id", "v.return_days", "p.due_millimes", "p.captured_millimes", "e.created_at")
  const free = rows.filter(
    (row) =>
      holdOf(
        {
          delivered_at: row.created_at,
          return_days: row.return_days,
          due_millimes: Number(row.due_millimes),
          captured_millimes: Number(row.captured_millimes),
        },
        now,
      ) === null,
  )
  return await knex("vendor_order")
    .whereIn(
      "id",
      free.map((row) => row.id),
    )
    .whereNull("released_at")
    .update({ released_at: now })
}

/** What each vendor may draw: its account, less what hangs on orders not released. */
export async function availableByVendor(
  vendorIds: string[] | null = null,
  context: Shared,
): Promise<Map<string, number>> {
  const transaction = context.transactionManager?.getTransactionContext<Knex>()
  const knex: Knex = transaction ?? context.manager!.getKnex()
  const rows: { account: string; available: string }[] = await knex("ledger_entry as e")
    .join("ledger_transaction as t", "t.id", "e.transaction_id")
    .leftJoin("vendor_order as o", "o.id", "t.vendor_order_id")
    .whereLike("e.account", "vendors/%")
    .modify((query) => {
      if (vendorIds) query.whereIn("e.account", vendorIds.map(accounts.vendor))
    })
    .where((query) =>
      query.whereNull("o.id").orWhereNotNull("o.released_at").orWhere("o.status", "cancelled"),
    )
    .groupBy("e.account")
    .select("e.account", knex.raw("-sum(e.amount_millimes) as available"))
  return new Map(rows.map((row) => [vendorOfAccount(row.account)!, Number(row.available)]))
}

/** Counts what every vendor may draw and plans who is paid. One run at a time waits for approval. */
export async function preparePayoutRun(
  tables: Tables,
  input: { minimum_millimes: number; actor_id: string; now: Date },
  context: Shared,
): Promise<{ id: string }> {
  await lockSettlement(context)
  const [waiting] = await tables.listPayoutRuns({ status: "prepared" }, { take: 1 }, context)
  if (waiting) throw errors.payout_run_waiting()
  await releaseOrders(input.now, context)
  const available = await availableByVendor(null, context)
  const vendors = await tables.listVendors(
    { id: [...available.keys()] },
    { select: ["id", "status", "rib"], take: available.size || 1 },
    context,
  )
  const changing = await vendorsChangingBank([...available.keys()], context)
  const payees = vendors.map((vendor): Payee => ({
    id: vendor.id,
    status: vendor.status as VendorStatus,
    rib: vendor.rib,
    is_rib_changing: changing.has(vendor.id),
    available_millimes: available.get(vendor.id)!,
  }))
  const planned = planPayouts(payees, input.minimum_millimes)
  if (planned.length === 0) throw errors.nothing_to_pay()
  const run = await tables.createPayoutRuns(
    { minimum_millimes: input.minimum_millimes, prepared_by: input.actor_id },
    context,
  )
  await tables.createPayouts(
    planned.map((payout) => ({
      ...payout,
      status: payout.skip_reason ? ("skipped" as const) : ("planned" as const),
      run_id: run.id,
    })),
    context,
  )
  return { id: run.id }
}

/**
 * A second person approves a run, which draws the money, or refuses it. What is no longer
 * available, or whose account changed since it was prepared, is skipped and not drawn.
 */
export async function decidePayoutRun(
  tables: Tables,
  decision: { id: string; approve: boolean; actor_id: string },
  context: Shared,
) {
  const knex = context.transactionManager!.getTransactionContext()!
  await lockSettlement(context)
  const [run] = await knex("payout_run").where({ id: decision.id }).forUpdate()
  if (!run) throw commonErrors.not_found({ what: things.payout_run, id: decision.id })
  if (run.prepared_by === decision.actor_id) throw errors.second_person_needed()
  if (run.status !== "prepared") throw errors.payout_run_decided()
  await knex("payout_run")
    .where({ id: run.id })
    .update({
      status: decision.approve ? "approved" : "refused",
      decided_by: decision.actor_id,
      decided_at: new Date(),
      updated_at: new Date(),
    })
  if (!decision.approve) return

  const payouts: {
    id: string
    vendor_id: string
    amount_millimes: string
    rib: string | null
    rib_now: string | null
    vendor_status: VendorStatus
  }[] = await knex("payout as p")
    .join("vendor as v", "v.id", "p.vendor_id")
    .where({ run_id: run.id, "p.status": "planned" })
    .select(
      "p.id",
      "p.vendor_id",
      "p.amount_millimes",
      "p.rib",
      "v.rib as rib_now",
      "v.status as vendor_status",
    )
  const vendorIds = payouts.map((payout) => payout.vendor_id)
  const available = await availableByVendor(vendorIds, context)
  const changing = await vendorsChangingBank(vendorIds, context)
  for (const payout of payouts) {
    const amount_millimes = Number(payout.amount_millimes)
    const skip_reason = whyNotDrawn(
      payout,
      available.get(payout.vendor_id) ?? 0,
      changing.has(payout.vendor_id),
    )
    await knex("payout")
      .where({ id: payout.id })
      .update(skip_reason ? { status: "skipped", skip_reason } : { status: "sent" })
    if (!skip_reason) {
      const { id, vendor_id } = payout
      await book(
        tables,
        [payoutMovement({ id, vendor_id, amount_millimes })],
        LEDGER_CURRENCY,
        context,
      )
    }
  }
}

/** Entre la préparation et l'approbation, un vendeur peut fermer, devoir de l'argent ou changer de banque. */
function whyNotDrawn(
  payout: {
    amount_millimes: string
    rib: string | null
    rib_now: string | null
    vendor_status: VendorStatus
  },
  available: number,
  isRibChanging: boolean,
): SkipReason | null {
  if (!mayBePaid(payout.vendor_status)) return "vendor_closed"
  if (isRibChanging) return "rib_changing"
  const isSame = payout.rib === payout.rib_now && available >= Number(payout.amount_millimes)
  return isSame ? null : "balance_changed"
}

/** What the bank did of one payout. Rejected: the vendor is owed again. Told twice, booked once. */
export async function settlePayout(
  tables: Tables,
  input: { id: string; outcome: "paid" | "rejected"; note: string | null; actor_id: string },
  context: Shared,
) {
  const knex = context.transactionManager!.getTransactionContext()!
  const [payout] = await knex("payout").where({ id: input.id }).forUpdate()
  if (!payout) throw commonErrors.not_found({ what: things.payout, id: input.id })
  if (payout.status !== "sent") throw errors.payout_settled()
  await knex("payout").where({ id: payout.id }).update({
    status: input.outcome,
    note: input.note,
    settled_by: input.actor_id,
    updated_at: new Date(),
  })
  const { id, vendor_id } = payout
  const drawn = { id, vendor_id, amount_millimes: Number(payout.amount_millimes) }
  await book(tables, [settledPayoutMovement(drawn, input.outcome)], LEDGER_CURRENCY, context)
}
