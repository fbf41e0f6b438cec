import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, type RouteRule } from "@souk/kit/routes"
import { CANCELLATION_REQUEST_STATUSES } from "../domain/cancellation-request"
import { DELIVERY_FAILURE_NEXT, DELIVERY_FAILURE_REASONS } from "../domain/delivery-failure"
import { listOf } from "./route-words"
import { orderSchema } from "./views/order"
import { cancellationRequestSchema } from "./views/order-life"
import { refundSchema } from "./views/refunds"
import { vendorOrderSchema } from "./views/vendor-order"

export type FailedDeliveryBody = z.infer<typeof failedDeliveryBody>
const failedDeliveryBody = z.object({
  /** The number of this attempt, 1 for the first: told twice, it is one failure. */
  attempt: z.number().int().min(1).max(50),
  reason: z.enum(DELIVERY_FAILURE_REASONS),
  next: z.enum(DELIVERY_FAILURE_NEXT),
  note: line(300).optional(),
})

export type ReasonBody = z.infer<typeof reasonBody>
const reasonBody = z.object({ reason: line(300, 3) })

export type BuyerCancellationBody = z.infer<typeof buyerCancellationBody>
const buyerCancellationBody = reasonBody.extend({ vendor_order_id: identifier })

export type CancellationDecisionBody = z.infer<typeof decisionBody>
const decisionBody = z.object({
  decision: z.enum(["accepted", "refused"]),
  /** Why it is refused: who asked reads it. */
  answer: line(300, 3).optional(),
})

const requestWithOrder = cancellationRequestSchema.extend({
  vendor_order: z.object({ id: z.string(), number: z.string(), order_id: z.string() }),
  vendor: z.object({ id: z.string(), name: z.string() }),
})

/** Parcels that could not be handed over, and requests to cancel. */
export const orderLifeRules: RouteRule[] = [
  {
    method: "POST",
    path: "/vendor/orders/:id/failed-deliveries",
    who: "vendor",
    summary: "Says that the carrier could not hand the parcel over, why, and what it does next",
    body: failedDeliveryBody,
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendor-orders/:id/failed-deliveries",
    who: "operator",
    summary: "Says that the carrier could not hand the parcel over, why, and what it does next",
    body: failedDeliveryBody,
    response: z.object({ vendor_order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendor-orders/:id/parcel-returns",
    who: "operator",
    summary:
      "Says that an undelivered parcel is back at its vendor: the order is cancelled, what was paid goes back",
    body: reasonBody,
    response: z.object({ order_refund: refundSchema }),
  },
  {
    method: "POST",
    path: "/store/tracked-orders/:token/cancellation-requests",
    who: "public",
    summary: "The buyer asks, once, that a vendor's part be cancelled before it is shipped",
    body: buyerCancellationBody,
    response: z.object({ order: orderSchema }),
  },
  {
    method: "POST",
    path: "/vendor/orders/:id/cancellation-requests",
    who: "vendor",
    summary: "The vendor asks the operator to cancel an order that it cannot supply",
    body: reasonBody,
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/vendor/cancellation-requests/:id/decisions",
    who: "vendor",
    summary: "Accepts or refuses what a buyer asks; accepted, what was paid goes back",
    body: decisionBody,
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "GET",
    path: "/admin/cancellation-requests",
    who: "operator",
    summary: "Requests to cancel, newest first",
    query: listQuery.extend({ status: z.enum(CANCELLATION_REQUEST_STATUSES).optional() }),
    response: listOf("cancellation_requests", requestWithOrder),
  },
  {
    method: "POST",
    path: "/admin/cancellation-requests/:id/decisions",
    who: "operator",
    summary: "Accepts or refuses a buyer's or a vendor's request to cancel",
    body: decisionBody,
    response: z.object({ vendor_order: vendorOrderSchema }),
  },
]
