import type { Key } from "../../i18n/translate"
import type { OrderStatus, PaymentStatus, VendorOrder } from "../../lib/api-types"

export const statusKeys: Record<OrderStatus | "mixed", Key> = {
  new: "order.statusNew",
  confirmed: "order.statusConfirmed",
  shipped: "order.statusShipped",
  delivered: "order.statusDelivered",
  cancelled: "order.statusCancelled",
  mixed: "order.statusMixed",
}
export const paymentKeys: Record<PaymentStatus, Key> = {
  pending: "order.paymentPending",
  paid: "order.paymentPaid",
  failed: "order.paymentFailed",
  refunded: "order.paymentRefunded",
}
export const timelineKeys: Record<OrderStatus, Key> = {
  new: "order.timelineNew",
  confirmed: "order.timelineConfirmed",
  shipped: "order.timelineShipped",
  delivered: "order.timelineDelivered",
  cancelled: "order.timelineCancelled",
}

const WAY: OrderStatus[] = ["new", "confirmed", "shipped", "delivered"]

export type TimelineStep = { status: OrderStatus; at: string | null }

/** What happened, then what is still to come; a cancelled order has nothing to come. */
export function timelineOf({
  status,
  timeline,
}: Pick<VendorOrder, "status" | "timeline">): TimelineStep[] {
  const past = [...timeline].sort((a, b) => a.at.localeCompare(b.at))
  const ahead = status === "cancelled" ? [] : WAY.slice(WAY.indexOf(status) + 1)
  return [...past, ...ahead.map((next) => ({ status: next, at: null }))]
}

const CARRIER_NAMES: Record<string, string> = {
  navex: "Navex",
  "first-delivery": "First Delivery",
  aramex: "Aramex",
  "rapid-poste": "Rapid-Poste",
  intigo: "Intigo",
  "best-delivery": "Best Delivery",
}

/** A carrier's brand, or null when the seller delivers. */
export function carrierName(carrier: string): string | null {
  return CARRIER_NAMES[carrier] ?? null
}
