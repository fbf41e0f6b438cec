import type { Key } from "../../i18n/translate"
import type { FailedDelivery, OrderStatus, PaymentStatus, VendorOrder } from "../../lib/api-types"

export const statusKeys: Record<OrderStatus | "mixed", Key> = {
  new: "order.statusNew",
  confirmed: "order.statusConfirmed",
  shipped: "order.statusShipped",
  undelivered: "order.statusUndelivered",
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
  undelivered: "order.timelineUndelivered",
  delivered: "order.timelineDelivered",
  cancelled: "order.timelineCancelled",
}

const WAY: OrderStatus[] = ["new", "confirmed", "shipped", "delivered"]

export const failureKeys: Record<FailedDelivery["reason"], Key> = {
  absent: "order.failedAbsent",
  refused: "order.failedRefused",
  unreachable: "order.failedUnreachable",
  wrong_address: "order.failedWrongAddress",
}

export type TimelineStep = { status: OrderStatus; at: string | null; failure?: FailedDelivery }

/** What happened, then what is still to come; a cancelled order has nothing to come. */
export function timelineOf({
  status,
  timeline,
  failed_deliveries: failures,
}: Pick<VendorOrder, "status" | "timeline" | "failed_deliveries">): TimelineStep[] {
  const past = [...timeline]
    .sort((a, b) => a.at.localeCompare(b.at))
    .map((step): TimelineStep => {
      const failure = failures.find(({ at }) => step.status === "undelivered" && at === step.at)
      return failure ? { ...step, failure } : step
    })
  const ahead = aheadOf(status, failures.at(-1)?.next)
  return [...past, ...ahead.map((next) => ({ status: next, at: null }))]
}

function aheadOf(status: OrderStatus, next: FailedDelivery["next"] | undefined): OrderStatus[] {
  if (status === "cancelled") return []
  // Ce qui repart vers le vendeur n'arrivera plus chez l'acheteur.
  if (status === "undelivered") return next === "return" ? [] : ["delivered"]
  return WAY.slice(WAY.indexOf(status) + 1)
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
