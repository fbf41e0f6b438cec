import { cashCollectedMovement } from "../../domain/ledger"
import type { VendorOrderStatus } from "../../domain/vendor-order-status"
import { assertNoOpenRequest } from "./cancellation-requests"
import { OWN_DELIVERY } from "./cash-orders"
import { book } from "./ledger"
import { isCash } from "./returnable"
import type { Shared, Tables } from "./tables"

/** A step on the way to the buyer; a cancellation is decided as a refund is. */
export type Move = {
  id: string
  from: VendorOrderStatus
  to: Exclude<VendorOrderStatus, "cancelled">
  actor: string
  fulfillment_id?: string
  /** Who carried it: holds the cash of an order paid on delivery. */
  carrier?: string
  tracking_number?: string
}

/**
 * Moves a vendor order, only if it still is where the caller saw it: of two people confirming at
 * once, one moves it and the other learns that it moved.
 * @returns whether this call moved it.
 */
export async function moveVendorOrder(
  tables: Tables,
  move: Move,
  context: Shared,
): Promise<boolean> {
  const knex = context.transactionManager!.getTransactionContext()!
  const [moved]: { id: string; number: string }[] = await knex("vendor_order")
    .where({ id: move.id, status: move.from })
    .update({
      status: move.to,
      updated_at: new Date(),
      ...(move.fulfillment_id && { fulfillment_id: move.fulfillment_id }),
      ...(move.carrier && { carrier: move.carrier }),
      ...(move.tracking_number && { tracking_number: move.tracking_number }),
    })
    .returning(["id", "number"])
  if (!moved) return false
  // Sa ligne est tenue : l'acheteur qui demande au même instant a demandé avant, ou trop tard.
  if (move.to === "shipped") await assertNoOpenRequest(tables, moved, context)
  await tables.createVendorOrderEvents(
    [{ status: move.to, actor: move.actor, vendor_order_id: move.id }],
    context,
  )
  if (move.to === "delivered") await bookCash(tables, move, context)
  return true
}

/** Livrée et payée à la livraison : l'argent est chez qui l'a portée. */
async function bookCash(tables: Tables, { id }: { id: string }, context: Shared): Promise<void> {
  const knex = context.transactionManager!.getTransactionContext()!
  const [order] = await knex("vendor_order").where({ id })
  if (!isCash(order.payment_method)) return
  const carrier = order.carrier ?? OWN_DELIVERY
  await knex("vendor_order").where({ id }).update({ carrier })
  const [allocation] = await knex("payment_allocation").where({ vendor_order_id: id })
  const due_millimes = Number(allocation.due_millimes)
  await book(
    tables,
    [cashCollectedMovement({ id, carrier, due_millimes })],
    order.currency_code,
    context,
  )
}

/**
 * What a vendor's home page says, in one statement. Amounts in whole millimes.
 *
 * Ce qui est rendu ou annulé n'est ni vendu ni gagné : chaque commande compte pour ce qu'il en reste,
 * le jour où elle a été passée.
 */
export async function summariseVendor(vendorId: string, context: Shared) {
  const knex = context.manager!.getKnex()
  const { rows } = await knex.raw(
    `WITH held AS (
       SELECT o.status, o.created_at > now() - interval '30 days' AS is_recent,
              o.total_millimes - coalesce(back.sales, 0) AS total,
              o.commission_millimes - coalesce(back.commission, 0) AS commission,
              o.earnings_millimes - coalesce(back.net, 0) AS earnings
         FROM vendor_order o
         LEFT JOIN LATERAL (
           SELECT sum(s.vendor_millimes) AS sales, sum(s.commission_millimes) AS commission,
                  sum(s.vendor_millimes + s.funding_millimes
                      - s.commission_millimes - s.commission_vat_millimes) AS net
             FROM order_refund_share s
            WHERE s.vendor_order_id = o.id AND s.deleted_at IS NULL
         ) back ON true
        WHERE o.vendor_id = :vendorId AND o.deleted_at IS NULL
          AND (o.status IN ('new', 'confirmed', 'shipped', 'undelivered')
               OR o.created_at > now() - interval '30 days')
     )
     SELECT count(*) FILTER (WHERE status = 'new') AS new_orders,
            count(*) FILTER (WHERE status = 'confirmed') AS confirmed_orders,
            coalesce(sum(total) FILTER (WHERE status <> 'cancelled' AND is_recent), 0) AS turnover,
            coalesce(sum(commission) FILTER (WHERE status <> 'cancelled' AND is_recent), 0) AS commission,
            coalesce(sum(earnings) FILTER (WHERE status NOT IN ('delivered', 'cancelled')), 0) AS pending,
            (SELECT count(*) FROM vendor_product
              WHERE vendor_id = :vendorId AND deleted_at IS NULL) AS offers
       FROM held`,
    { vendorId },
  )
  const [row] = rows
  return {
    new_orders: Number(row.new_orders),
    confirmed_orders: Number(row.confirmed_orders),
    turnover_30_days_millimes: Number(row.turnover),
    commission_30_days_millimes: Number(row.commission),
    pending_earnings_millimes: Number(row.pending),
    offer_count: Number(row.offers),
  }
}

/** How many vendor orders and products each vendor has. */
export async function countByVendor(
  vendorIds: string[],
  context: Shared,
): Promise<Map<string, { orders: number; offers: number }>> {
  const knex = context.manager!.getKnex()
  const count = async (table: string) => {
    const rows: { vendor_id: string; count: string }[] = await knex(table)
      .whereIn("vendor_id", vendorIds)
      .groupBy("vendor_id")
      .select("vendor_id")
      .count("* as count")
    return new Map(rows.map((row) => [row.vendor_id, Number(row.count)]))
  }
  const [orders, offers] = [await count("vendor_order"), await count("vendor_product")]
  return new Map(
    vendorIds.map((id) => [id, { orders: orders.get(id) ?? 0, offers: offers.get(id) ?? 0 }]),
  )
}

/** What became of the orders that vendors received since a day: how many, and how many were cancelled. */
export async function cancellationsOf(
  vendorIds: string[],
  since: Date,
  context: Shared,
): Promise<{ vendor_id: string; orders: number; cancelled: number }[]> {
  if (vendorIds.length === 0) return []
  const knex = context.manager!.getKnex()
  const { rows } = await knex.raw(
    `SELECT vendor_id, count(*)::int AS orders,
            (count(*) FILTER (WHERE status = 'cancelled'))::int AS cancelled
       FROM vendor_order
      WHERE vendor_id = ANY(?) AND created_at >= ? AND deleted_at IS NULL
      GROUP BY vendor_id`,
    [vendorIds, since],
  )
  return rows
}
