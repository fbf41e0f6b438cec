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
 * What each vendor sold, net of discounts and of what was refunded since, without shipping, in the
 * calendar month of a moment and before it. Whole millimes.
 */
export async function monthTurnovers(
  vendorIds: string[],
  at: Date,
  context: Shared,
): Promise<Map<string, number>> {
  const knex = context.manager!.getKnex()
  // Un palier récompense ce qui reste vendu : ce qui fut annulé ou remboursé n'y compte pas. Une commission
  // déjà figée ne change pas pour autant.
  const { rows } = await knex.raw(
    `SELECT o.vendor_id, sum(l.total_millimes - coalesce(back.millimes, 0)) AS turnover
       FROM vendor_order_line l
       JOIN vendor_order o ON o.id = l.vendor_order_id
       LEFT JOIN LATERAL (
            SELECT sum(r.amount_millimes) AS millimes FROM order_refund_line r
             WHERE r.line_id = l.id AND r.kind = 'line' AND r.created_at < :at
               AND r.deleted_at IS NULL) back ON true
      WHERE o.vendor_id = ANY(:vendors) AND l.kind = 'goods' AND o.status <> 'cancelled'
        AND o.created_at >= :from AND o.created_at < :at AND o.deleted_at IS NULL
      GROUP BY o.vendor_id`,
    { vendors: vendorIds, from: monthOf(at).from, at },
  )
  return new Map(
    (rows as { vendor_id: string; turnover: string }[]).map((row) => [
      row.vendor_id,
      Number(row.turnover),
    ]),
  )
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
