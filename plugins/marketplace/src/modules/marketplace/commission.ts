import {
  flatRule,
  isInForce,
  monthOf,
  type CommissionRule as Rule,
  type CommissionTier,
} from "../../domain/commission"
import { accounts, type MovementKind } from "../../domain/ledger"
import type { Shared, Tables } from "./tables"

export type CommissionMovement = {
  vendor_id: string
  kind: MovementKind
  movement_count: number
  commission_millimes: number
  vat_millimes: number
}

/** Every rule in force at a moment, the vendors' agreements and the general rate included. */
export async function commissionRulesAt(
  tables: Tables,
  at: Date,
  vendors: { id: string; commission_bps: number | null }[],
  defaultCommissionBps: number,
): Promise<Rule[]> {
  const written = await tables.listCommissionRules(
    {},
    {
      take: null as unknown as number /* core's way to say: all */,
      order: { created_at: "DESC" },
    },
  )
  return [
    // Tiers are JSON that only the validated routes of the operator write.
    ...written
      .map((row): Rule => ({ ...row, tiers: row.tiers as unknown as CommissionTier[] }))
      .filter((rule) => isInForce(rule, at)),
    ...vendors
      .filter((vendor) => vendor.commission_bps !== null)
      .map((vendor) => flatRule("vendor", vendor.commission_bps!, vendor.id)),
    flatRule("default", defaultCommissionBps, null),
  ]
}

/**
 * What each vendor sold, net of discounts and without shipping, in the calendar month of a moment
 * and before it. Whole millimes.
 */
export async function monthTurnovers(
  vendorIds: string[],
  at: Date,
  context: Shared,
): Promise<Map<string, number>> {
  const knex = context.manager!.getKnex()
  const rows: { vendor_id: string; turnover: string }[] = await knex("vendor_order_line as l")
    .join("vendor_order as o", "o.id", "l.vendor_order_id")
    .whereIn("o.vendor_id", vendorIds)
    .where("l.kind", "goods")
    .where("o.created_at", ">=", monthOf(at).from)
    .where("o.created_at", "<", at)
    .whereNot("o.status", "cancelled")
    .whereNull("o.deleted_at")
    .groupBy("o.vendor_id")
    .select("o.vendor_id", knex.raw("sum(l.total_millimes) as turnover"))
  return new Map(rows.map((row) => [row.vendor_id, Number(row.turnover)]))
}

/**
 * What the ledger took and gave back of commission in a period, by vendor and kind of movement,
 * with its TVA. Above zero: the vendor paid it.
 */
export async function commissionMovements(
  period: { from: Date; to: Date; vendor_id?: string },
  context: Shared,
): Promise<CommissionMovement[]> {
  const knex = context.manager!.getKnex()
  const { rows } = await knex.raw(
    `SELECT v.vendor_id, t.kind, count(DISTINCT t.id)::int AS movement_count,
            -coalesce(sum(e.amount_millimes) FILTER (WHERE e.account = :commission), 0) AS commission,
            -coalesce(sum(e.amount_millimes) FILTER (WHERE e.account = :vat), 0) AS vat
       FROM ledger_entry e
       JOIN ledger_transaction t ON t.id = e.transaction_id
       JOIN LATERAL (SELECT DISTINCT substr(w.account, 9) AS vendor_id FROM ledger_entry w
                      WHERE w.transaction_id = t.id AND w.account LIKE 'vendors/%') v ON true
      WHERE e.account IN (:commission, :vat) AND e.created_at >= :from AND e.created_at < :to
        AND (:vendor::text IS NULL OR v.vendor_id = :vendor)
      GROUP BY v.vendor_id, t.kind
      ORDER BY v.vendor_id, t.kind`,
    {
      commission: accounts.commissionRevenue,
      vat: accounts.commissionVat,
      from: period.from,
      to: period.to,
      vendor: period.vendor_id ?? null,
    },
  )
  return rows.map((row: Record<string, string>) => ({
    vendor_id: row.vendor_id!,
    // The service is what writes this column.
    kind: row.kind as MovementKind,
    movement_count: Number(row.movement_count),
    commission_millimes: Number(row.commission),
    vat_millimes: Number(row.vat),
  }))
}
