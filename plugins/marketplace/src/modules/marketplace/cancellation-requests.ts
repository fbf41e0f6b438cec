import { commonErrors, things } from "@souk/kit/errors"
import { mayAskCancellation, type CancellationAsker } from "../../domain/cancellation-request"
import { errors } from "../../domain/errors"
import { VENDOR_ORDER_STATUS_NAMES } from "../../domain/vendor-order-status"
import { lockedOrder } from "./delivery-failures"
import type { Shared, Tables } from "./tables"

export type AskedCancellation = {
  vendor_order_id: string
  vendor_id?: string
  asked_by: CancellationAsker
  actor: string
  reason: string
}

/** Asks that a vendor order not be sent. Asked again, it is the same request, whatever its answer. */
export async function requestCancellation(
  tables: Tables,
  asked: AskedCancellation,
  context: Shared,
): Promise<{ id: string; is_new: boolean }> {
  const { vendor_order_id, asked_by } = asked
  const order = await lockedOrder({ id: vendor_order_id, vendor_id: asked.vendor_id }, context)
  const [known] = await tables.listCancellationRequests(
    { vendor_order_id, asked_by },
    { take: 1 },
    context,
  )
  if (known) return { id: known.id, is_new: false }
  if (!mayAskCancellation(order.status)) {
    throw errors.cancellation_too_late({
      number: order.number,
      status: VENDOR_ORDER_STATUS_NAMES[order.status],
    })
  }
  const { id } = await tables.createCancellationRequests(
    { ...asked, vendor_id: order.vendor_id, order_id: order.order_id },
    context,
  )
  return { id, is_new: true }
}

/**
 * Says no. Said twice, it is one answer.
 * @returns whether this call refused it.
 */
export async function refuseCancellation(
  tables: Tables,
  refusal: { id: string; answer: string; actor: string },
  context: Shared,
): Promise<boolean> {
  const knex = context.transactionManager!.getTransactionContext()!
  const [request] = await knex("cancellation_request").where({ id: refusal.id }).forUpdate()
  if (!request) throw commonErrors.not_found({ what: things.cancellation_request, id: refusal.id })
  if (request.status === "refused") return false
  if (request.status === "accepted") throw errors.cancellation_request_decided()
  await tables.updateCancellationRequests(
    {
      id: refusal.id,
      status: "refused",
      answer: refusal.answer,
      decided_by: refusal.actor,
      decided_at: new Date(),
    },
    context,
  )
  return true
}

/** Une commande annulée, à la demande de quelqu'un ou non, répond à toutes les demandes ouvertes. */
export async function acceptOpenRequests(
  vendorOrderId: string,
  actor: string,
  context: Shared,
): Promise<void> {
  const knex = context.transactionManager!.getTransactionContext()!
  const now = new Date()
  await knex("cancellation_request")
    .where({ vendor_order_id: vendorOrderId, status: "open" })
    .update({ status: "accepted", decided_by: actor, decided_at: now, updated_at: now })
}

/** Le vendeur répond à l'acheteur avant d'expédier. */
export async function assertNoOpenRequest(
  tables: Tables,
  order: { id: string; number: string },
  context: Shared,
): Promise<void> {
  const [open] = await tables.listCancellationRequests(
    { vendor_order_id: order.id, asked_by: "buyer", status: "open" },
    { take: 1, select: ["id"] },
    context,
  )
  if (open) throw errors.cancellation_request_open({ number: order.number })
}
