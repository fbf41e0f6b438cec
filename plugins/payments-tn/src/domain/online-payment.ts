import type { Millimes } from "@souk/kit/money"
import type { Told } from "./protocol"

/**
 * The life of one payment asked of a gateway. A cart may have several, one after the other: each has
 * a line of its own, written before the gateway hears of it, so that none can be paid unseen.
 *
 *   preparing → open → paid → ordered
 *                    → refused, expired          (and from there, if paid late → refund_due)
 *                      paid → refund_due → refunding → refunded | by_hand → refunded
 *   any → disputed: the gateway speaks of another payment; a person looks.
 */
export const ONLINE_PAYMENT_STATUSES = [
  "preparing",
  "failed",
  "open",
  "paid",
  "ordered",
  "refused",
  "expired",
  "refund_due",
  "refunding",
  "refunded",
  "by_hand",
  "disputed",
] as const
export type OnlinePaymentStatus = (typeof ONLINE_PAYMENT_STATUSES)[number]

/** Why money went back. */
export const REFUND_REASONS = [
  "out_of_stock",
  "cart_changed",
  "paid_twice",
  "paid_late",
  "amount_differs",
  "not_orderable",
] as const
export type RefundReason = (typeof REFUND_REASONS)[number]

/** Statuses in which only a gateway's word, or time, can change something. */
export const WAITING: OnlinePaymentStatus[] = ["open", "refused", "expired"]

export type Asked = {
  status: OnlinePaymentStatus
  reference: string
  amount_millimes: Millimes
  expires_at: Date
}

export type Verdict =
  | { status: "open" | "refused" | "expired" | "paid" | "disputed" }
  | { status: "refund_due"; reason: RefundReason; amount_millimes: Millimes }

/** What the gateway's word makes of a payment: reference, currency and amount are compared. */
export function judge(asked: Asked, told: Told, now: Date): Verdict {
  if (told.state === "paid") {
    const another = told.reference !== null && told.reference !== asked.reference
    if (another || told.currency !== "TND" || told.amount_millimes === null) {
      return { status: "disputed" }
    }
    if (told.amount_millimes !== asked.amount_millimes) {
      return refundOf("amount_differs", told.amount_millimes)
    }
    // Dit « expiré » à l'acheteur, il a pu payer autrement : l'argent tardif repart.
    if (asked.status === "expired") return refundOf("paid_late", told.amount_millimes)
    return { status: "paid" }
  }
  if (told.state === "refused" || told.state === "refunded") return { status: "refused" }
  if (told.state === "expired" || now > asked.expires_at) return { status: "expired" }
  return { status: "open" }
}

const refundOf = (reason: RefundReason, amount: Millimes): Verdict => ({
  status: "refund_due",
  reason,
  amount_millimes: amount,
})

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** After its end a payment is still asked about for this long: gateways answer late. */
export const WATCHED_AFTER_END_MS = 24 * HOUR

/** How long a paid cart whose order fails for a passing reason is tried again before the refund. */
export const TRY_ORDER_FOR_MS = 15 * MINUTE

/**
 * When to ask again: often while the buyer is likely before the page, then ever less.
 * @returns null once a payment is no longer worth asking about.
 */
export function nextCheckAt(opened: Date, expires: Date, now: Date): Date | null {
  const age = now.getTime() - opened.getTime()
  if (now.getTime() > expires.getTime() + WATCHED_AFTER_END_MS) return null
  const wait =
    age < 2 * MINUTE
      ? 15 * SECOND
      : age < 30 * MINUTE
        ? MINUTE
        : age < 3 * HOUR
          ? 15 * MINUTE
          : HOUR
  return new Date(now.getTime() + wait)
}

/**
 * What a failed order makes of the money: `retry` when the failure may pass, else why it goes back.
 * Codes are ours and core's types of error.
 */
export function afterFailedOrder(
  failure: { code?: string; type?: string; message: string },
  paidAt: Date,
  now: Date,
): RefundReason | "retry" {
  const { code = "", type = "", message } = failure
  if (code === "payment_differs" || code === "cart_empty") return "cart_changed"
  if (
    code === "out_of_stock" ||
    /stock|inventory/i.test(message) ||
    type === "insufficient_inventory"
  ) {
    return "out_of_stock"
  }
  const lasting = ["invalid_data", "not_found", "not_allowed", "forbidden"]
  if (lasting.includes(type) || (code && type === "conflict" && code !== "conflict")) {
    return "not_orderable"
  }
  return now.getTime() - paidAt.getTime() > TRY_ORDER_FOR_MS ? "not_orderable" : "retry"
}
