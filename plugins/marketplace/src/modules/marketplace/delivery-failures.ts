import { commonErrors, listed, things } from "@souk/kit/errors"
import {
  judgeFailure,
  type DeliveryFailure,
  type DeliveryFailureNext,
  type DeliveryFailureReason,
} from "../../domain/delivery-failure"
import { errors } from "../../domain/errors"
import {
  allowedVendorOrderMoves,
  VENDOR_ORDER_STATUS_NAMES,
  type Mover,
} from "../../domain/vendor-order-status"
import type { Shared, Tables, VendorOrderRow } from "./tables"

export type ToldFailure = {
  id: string
  /** Set when a vendor tells: an order of another vendor does not exist for it. */
  vendor_id?: string
  mover: Mover
  actor: string
  attempt: number
  reason: DeliveryFailureReason
  next: DeliveryFailureNext
  note?: string
}

/** Locks a vendor order for the rest of the transaction. */
export async function lockedOrder(
  which: { id: string; vendor_id?: string },
  context: Shared,
): Promise<Pick<VendorOrderRow, "id" | "number" | "status" | "order_id" | "vendor_id">> {
  const knex = context.transactionManager!.getTransactionContext()!
  const [order] = await knex("vendor_order")
    .where({ id: which.id, ...(which.vendor_id && { vendor_id: which.vendor_id }) })
    .whereNull("deleted_at")
    .forUpdate()
  if (!order) throw commonErrors.not_found({ what: things.order, id: which.id })
  return order
}

/**
 * Le transporteur n'a pas pu remettre le colis : rien n'est encaissé, rien n'est annulé. Told twice
 * under one number, it is one failure.
 */
export async function recordDeliveryFailure(
  tables: Tables,
  told: ToldFailure,
  context: Shared,
): Promise<{ id: string; order_id: string; is_new: boolean }> {
  const order = await lockedOrder(told, context)
  const rows = await tables.listDeliveryFailures({ vendor_order_id: order.id }, {}, context)
  const verdict = judgeFailure(rows as DeliveryFailure[], told)
  if (verdict === "known") return { id: order.id, order_id: order.order_id, is_new: false }

  const allowed = allowedVendorOrderMoves(order.status, told.mover)
  if (!allowed.includes("undelivered")) {
    throw errors.vendor_order_move_refused({
      number: order.number,
      from: VENDOR_ORDER_STATUS_NAMES[order.status],
      to: VENDOR_ORDER_STATUS_NAMES.undelivered,
      allowed: listed(allowed.map((status) => VENDOR_ORDER_STATUS_NAMES[status])),
    })
  }
  if (verdict === "on_its_way_back") throw errors.parcel_on_its_way_back({ number: order.number })
  if (verdict === "another_attempt") {
    throw errors.delivery_attempt_unexpected({ number: order.number, next: rows.length + 1 })
  }
  const knex = context.transactionManager!.getTransactionContext()!
  await knex("vendor_order")
    .where({ id: order.id })
    .update({ status: "undelivered", updated_at: new Date() })
  await tables.createDeliveryFailures(
    {
      vendor_order_id: order.id,
      attempt: told.attempt,
      reason: told.reason,
      next: told.next,
      note: told.note ?? null,
      actor: told.actor,
    },
    context,
  )
  return { id: order.id, order_id: order.order_id, is_new: true }
}
