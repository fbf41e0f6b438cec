import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, things } from "@souk/kit/errors"
import { sum } from "@souk/kit/money"
import { errors } from "../../domain/errors"
import { accounts, adjustmentMovement, type Movement, type MovementKind } from "../../domain/ledger"
import type { StatementEntry } from "../../domain/statement"
import { waitingReason, type WaitingReason } from "../../domain/payouts"
import type { VendorOrderStatus } from "../../domain/vendor-order-status"
import { LEDGER_CURRENCY, type Shared, type Tables } from "./tables"

export type AccountBalance = {
  account: string
  /** Debits − credits: what a vendor is owed is below zero. */
  balance_millimes: number
  debit_millimes: number
  credit_millimes: number
  entry_count: number
}

export type LedgerCheck = {
  holds: boolean
  sum_millimes: number
  /** The first twenty transactions that do not sum to zero. */
  unbalanced: string[]
  transaction_count: number
}

export type VendorBalance = {
  /** Above zero: the marketplace owes the vendor. */
  balance_millimes: number
  /** What the next payout draws; below zero, the vendor owes. */
  available_millimes: number
  waiting: {
    reason: WaitingReason
    order_count: number
    amount_millimes: number
    /** When the first of these orders is released, where only its return window holds it. */
    first_available_at: Date | null
  }[]
}

export type AccountEntry = {
  id: string
  transaction_id: string
  source: string
  kind: MovementKind
  vendor_order_id: string | null
  vendor_order_number: string | null
  amount_millimes: number
  /** The account's balance once this entry was written. */
  balance_millimes: number
  created_at: Date
}

export async function book(
  tables: Tables,
  movements: Movement[],
  currencyCode: string,
  context: Shared,
) {
  const transactions = await tables.createLedgerTransactions(
    movements.map(({ source, kind, vendor_order_id }) => ({
      source,
      kind,
      vendor_order_id: vendor_order_id ?? null,
      currency_code: currencyCode,
    })),
    context,
  )
  const idOf = new Map(transactions.map((one) => [`${one.source} ${one.kind}`, one.id]))
  await tables.createLedgerEntries(
    movements.flatMap((movement) =>
      movement.entries.map((entry) => ({
        ...entry,
        transaction_id: idOf.get(`${movement.source} ${movement.kind}`)!,
      })),
    ),
    context,
  )
}

/**
 * Approves or refuses a prepared adjustment, and books it, in one transaction. Asking twice
 * decides once.
 */
export async function decideAdjustment(
  tables: Tables,
  decision: { id: string; approve: boolean; actor_id: string },
  context: Shared,
) {
  const knex = context.transactionManager!.getTransactionContext()!
  const [row] = await knex("ledger_adjustment").where({ id: decision.id }).forUpdate()
  if (!row) throw commonErrors.not_found({ what: things.adjustment, id: decision.id })
  if (row.prepared_by === decision.actor_id) throw errors.second_person_needed()
  if (row.status !== "prepared") throw errors.adjustment_decided()
  await knex("ledger_adjustment")
    .where({ id: decision.id })
    .update({
      status: decision.approve ? "approved" : "refused",
      decided_by: decision.actor_id,
      decided_at: new Date(),
      updated_at: new Date(),
    })
  if (!decision.approve) return
  await book(
    tables,
    [adjustmentMovement({ ...row, amount_millimes: Number(row.amount_millimes) })],
    LEDGER_CURRENCY,
    context,
  )
}

/** Balance of every account that ever moved, at a moment. Debit above zero. */
export async function balancesAt(
  at: Date,
  filters: { account?: string; prefix?: string } = {},
  context: Shared,
): Promise<AccountBalance[]> {
  const knex = context.manager!.getKnex()
  const rows: Record<string, string>[] = await knex("ledger_entry")
    .where("created_at", "<=", at)
    .modify((query) => {
      if (filters.account) query.where("account", filters.account)
      if (filters.prefix) query.whereLike("account", `${filters.prefix}%`)
    })
    .groupBy("account")
    .orderBy("account")
    .select(
      "account",
      knex.raw("sum(amount_millimes) as balance"),
      knex.raw("coalesce(sum(amount_millimes) filter (where amount_millimes > 0), 0) as debits"),
      knex.raw("coalesce(sum(amount_millimes) filter (where amount_millimes < 0), 0) as credits"),
      knex.raw("count(*) as entries"),
    )
  return rows.map((row) => ({
    account: row.account!,
    balance_millimes: Number(row.balance),
    debit_millimes: Number(row.debits),
    credit_millimes: 0 - Number(row.credits),
    entry_count: Number(row.entries),
  }))
}

/** Entries of an account, newest first, each with the balance that it left. */
export async function accountEntries(
  filters: { account: string; from?: Date; to?: Date },
  page: { limit: number; offset: number },
  context: Shared,
): Promise<{ entries: AccountEntry[]; count: number }> {
  const knex = context.manager!.getKnex()
  const all = knex("ledger_entry as e")
    .join("ledger_transaction as t", "t.id", "e.transaction_id")
    .leftJoin("vendor_order as o", "o.id", "t.vendor_order_id")
    .where("e.account", filters.account)
    .select(
      "e.id",
      "e.transaction_id",
      "e.amount_millimes",
      "e.created_at",
      "t.source",
      "t.kind",
      "o.number as vendor_order_number",
      "o.id as vendor_order_id",
      knex.raw("sum(e.amount_millimes) over (order by e.created_at, e.id) as balance"),
    )
  const asked = knex.from(all.as("a")).modify((query) => {
    if (filters.from) query.where("a.created_at", ">=", filters.from)
    if (filters.to) query.where("a.created_at", "<", filters.to)
  })
  const [total] = await asked.clone().count("* as count")
  const rows: Record<string, string | null>[] = await asked
    .orderBy([
      { column: "a.created_at", order: "desc" },
      { column: "a.id", order: "desc" },
    ])
    .limit(page.limit)
    .offset(page.offset)
    .select("*")
  return {
    count: Number(total!.count),
    entries: rows.map((row) => ({
      id: row.id!,
      transaction_id: row.transaction_id!,
      source: row.source!,
      // The service is what writes this column.
      kind: row.kind as MovementKind,
      vendor_order_id: row.vendor_order_id ?? null,
      vendor_order_number: row.vendor_order_number ?? null,
      amount_millimes: Number(row.amount_millimes),
      balance_millimes: Number(row.balance),
      created_at: new Date(row.created_at!),
    })),
  }
}

/**
 * An account between two moments, oldest first, with the sum of all that came before. At most
 * `limit` entries: whoever asks says one more than it takes.
 */
export async function accountBetween(
  asked: { account: string; from: Date; before: Date; limit: number },
  context: Shared,
): Promise<{ opening_millimes: number; entries: StatementEntry[] }> {
  const knex = context.manager!.getKnex()
  const [earlier] = await knex("ledger_entry")
    .where("account", asked.account)
    .where("created_at", "<", asked.from)
    .select(knex.raw("coalesce(sum(amount_millimes), 0) as sum"))
  const rows: Record<string, string | null>[] = await knex("ledger_entry as e")
    .join("ledger_transaction as t", "t.id", "e.transaction_id")
    .leftJoin("vendor_order as o", "o.id", "t.vendor_order_id")
    .where("e.account", asked.account)
    .where("e.created_at", ">=", asked.from)
    .where("e.created_at", "<", asked.before)
    .orderBy(["e.created_at", "e.id"])
    .limit(asked.limit)
    .select("e.id", "e.amount_millimes", "e.created_at", "t.kind", "o.number")
  return {
    opening_millimes: Number(earlier.sum),
    entries: rows.map((row) => ({
      id: row.id!,
      // The service is what writes this column.
      kind: row.kind as MovementKind,
      vendor_order_number: row.number ?? null,
      amount_millimes: Number(row.amount_millimes),
      created_at: new Date(row.created_at!),
    })),
  }
}

/** What the marketplace owes a vendor, and what of it hangs on orders still under way. */
export async function vendorBalance(vendorId: string, context: Shared): Promise<VendorBalance> {
  const knex = context.manager!.getKnex()
  const account = accounts.vendor(vendorId)
  const [whole] = await knex("ledger_entry")
    .where({ account })
    .select(knex.raw("coalesce(sum(amount_millimes), 0) as balance"))
  const rows: {
    status: VendorOrderStatus
    is_paid: boolean
    orders: string
    amount: string
    first_available_at: Date | null
  }[] = await knex("ledger_entry as e")
    .join("ledger_transaction as t", "t.id", "e.transaction_id")
    .join("vendor_order as o", "o.id", "t.vendor_order_id")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .join("vendor as v", "v.id", "o.vendor_id")
    .leftJoin("vendor_order_event as d", (join: Knex.JoinClause) =>
      join.on("d.vendor_order_id", "o.id").andOnVal("d.status", "delivered"),
    )
    .where("e.account", account)
    .whereNot("o.status", "cancelled")
    .whereNull("o.released_at")
    .groupByRaw("o.status, p.captured_millimes >= p.due_millimes")
    .select(
      "o.status",
      knex.raw("p.captured_millimes >= p.due_millimes as is_paid"),
      knex.raw("count(distinct o.id) as orders"),
      knex.raw("sum(e.amount_millimes) as amount"),
      knex.raw("min(d.created_at + v.return_days * interval '1 day') as first_available_at"),
    )
  const waiting = new Map<WaitingReason, VendorBalance["waiting"][number]>()
  for (const row of rows) {
    const reason = waitingReason(row.status, row.is_paid)
    const before = waiting.get(reason)
    waiting.set(reason, {
      reason,
      order_count: (before?.order_count ?? 0) + Number(row.orders),
      amount_millimes: (before?.amount_millimes ?? 0) - Number(row.amount),
      // D'autres attentes n'ont pas de date : personne ne sait quand le transporteur reversera.
      first_available_at: reason === "return_window" ? row.first_available_at : null,
    })
  }
  const balance = 0 - Number(whole.balance)
  const held = sum([...waiting.values()].map((one) => one.amount_millimes))
  return {
    balance_millimes: balance,
    available_millimes: balance - held,
    waiting: [...waiting.values()],
  }
}

/**
 * Whether the ledger holds: all accounts sum to zero, and so does each transaction. The database
 * refuses anything else at writing; this sees what was done behind its back.
 */
export async function checkLedger(context: Shared): Promise<LedgerCheck> {
  const knex = context.manager!.getKnex()
  const [whole] = await knex("ledger_entry").select(
    knex.raw("coalesce(sum(amount_millimes), 0) as sum"),
    knex.raw("count(distinct transaction_id) as transactions"),
  )
  const broken: { transaction_id: string }[] = await knex("ledger_entry")
    .groupBy("transaction_id")
    .havingRaw("sum(amount_millimes) <> 0")
    .select("transaction_id")
    .limit(20)
  return {
    holds: Number(whole.sum) === 0 && broken.length === 0,
    sum_millimes: Number(whole.sum),
    unbalanced: broken.map((row) => row.transaction_id),
    transaction_count: Number(whole.transactions),
  }
}
