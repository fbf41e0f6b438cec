import { z } from "@medusajs/framework/zod"
import { identifier, listQuery, searchText, type RouteRule } from "@souk/kit/routes"
import { ORDER_PAYMENT_STATUSES, REFUND_STATUSES } from "../domain/refund-terms"
import { listOf } from "./route-words"
import {
  orderPaymentDetailSchema,
  orderPaymentSchema,
  previewBody,
  previewSchema,
  refundBody,
  refundSchema,
  settlementBody,
} from "./views/refunds"

export type RefundPreviewBody = z.infer<typeof previewBody>

export type RefundBody = z.infer<typeof refundBody>

/** Payments of orders and what is given back of them. */
export const refundRules: RouteRule[] = [
  {
    method: "GET",
    path: "/admin/order-payments",
    who: "operator",
    summary: "Payments of orders, newest first: due, paid, given back",
    query: listQuery.extend({
      status: z.enum(ORDER_PAYMENT_STATUSES).optional(),
      q: searchText.optional(),
    }),
    response: listOf("order_payments", orderPaymentSchema),
  },
  {
    method: "GET",
    path: "/admin/order-payments/:id",
    who: "operator",
    summary: "The payment of an order: shares of its vendors, refunds, movements",
    response: z.object({ order_payment: orderPaymentDetailSchema }),
  },
  {
    method: "POST",
    path: "/admin/refund-previews",
    who: "operator",
    summary: "What a refund or a cancellation would do, to the millime, without doing it",
    body: previewBody,
    response: z.object({ refund_preview: previewSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/order-refunds",
    who: "operator",
    summary: "Refunds and cancellations, newest first; status=due are to be paid by hand",
    query: listQuery.extend({
      status: z.enum(REFUND_STATUSES).optional(),
      order_id: identifier.optional(),
    }),
    response: listOf("order_refunds", refundSchema),
  },
  {
    method: "POST",
    path: "/admin/order-refunds",
    who: "operator",
    summary: "Pays a buyer back: asked twice under one key, done once",
    body: refundBody,
    response: z.object({ order_refund: refundSchema }),
  },
  {
    method: "GET",
    path: "/admin/order-refunds/:id",
    who: "operator",
    summary: "A refund or a cancellation",
    response: z.object({ order_refund: refundSchema }),
  },
  {
    method: "POST",
    path: "/admin/order-refunds/:id/settlements",
    who: "operator",
    summary: "Says that a refund by hand is paid, and under which reference",
    body: settlementBody,
    response: z.object({ order_refund: refundSchema }),
  },
]
