import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, searchText, type RouteRule } from "@souk/kit/routes"
import { CARRIERS } from "../domain/carriers"
import { VENDOR_ORDER_STATUSES } from "../domain/vendor-order-status"
import { listOf } from "./route-words"
import { cancellationBody, refundSchema } from "./views/refunds"
import { vendorOrderSchema } from "./views/vendor-order"

const adminVendorOrder = vendorOrderSchema.extend({
  order_id: z.string(),
  vendor: z.object({ id: z.string(), handle: z.string(), name: z.string() }),
  ledger: z.array(
    z.object({ kind: z.string(), account: z.string(), amount_millimes: z.number().int() }),
  ),
})

export type CancellationBody = z.infer<typeof cancellationBody>

export type ShipmentBody = z.infer<typeof shipmentBody>
const shipmentBody = z.object({
  carrier: z.enum(CARRIERS),
  tracking_number: line(60, 1).optional(),
})

/** Vendor orders: what a vendor and the operator do with them. */
export const vendorOrderRules: RouteRule[] = [
  {
    method: "GET",
    path: "/vendor/orders",
    who: "vendor",
    summary: "The vendor's orders, newest first",
    query: listQuery.extend({
      status: z.enum(VENDOR_ORDER_STATUSES).optional(),
      q: searchText.optional(),
    }),
    response: listOf("orders", vendorOrderSchema),
  },
  {
    method: "GET",
    path: "/vendor/orders/:id",
    who: "vendor",
    summary: "One of the vendor's orders",
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/vendor/orders/:id/confirmations",
    who: "vendor",
    summary: "Confirms a new order: its stock is decremented",
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/vendor/orders/:id/shipments",
    who: "vendor",
    summary: "Hands a confirmed order over to a carrier; the buyer follows it from there",
    body: shipmentBody,
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "GET",
    path: "/admin/vendor-orders",
    who: "operator",
    summary: "Slices of orders, with their ledger",
    query: listQuery.extend({
      order_id: identifier.optional(),
      vendor_id: identifier.optional(),
      number: line(60, 1).optional(),
      status: z.enum(VENDOR_ORDER_STATUSES).optional(),
    }),
    response: listOf("vendor_orders", adminVendorOrder),
  },
  {
    method: "POST",
    path: "/admin/vendor-orders/:id/deliveries",
    who: "operator",
    summary:
      "Says that a shipped order reached its buyer; cash on delivery is then the carrier's debt",
    response: z.object({ vendor_order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendor-orders/:id/cancellations",
    who: "operator",
    summary: "Cancels a vendor order, or the pieces of it that are short; what was paid goes back",
    body: cancellationBody,
    response: z.object({ order_refund: refundSchema }),
  },
]
