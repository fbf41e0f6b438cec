// Apart from the arithmetic of refunds: the panel names these too, and carries no server code.

export const REFUND_KINDS = ["refund", "cancellation"] as const
export type RefundKind = (typeof REFUND_KINDS)[number]

/**
 * - `sending`: booked, and a process is asking the gateway;
 * - `due`: somebody has to pay the buyer by hand;
 * - `done`: the buyer has the money, or nothing was to be paid.
 */
export const REFUND_STATUSES = ["sending", "due", "done"] as const
export type RefundStatus = (typeof REFUND_STATUSES)[number]

export const REFUND_METHODS = ["gateway", "by_hand", "none"] as const
export type RefundMethod = (typeof REFUND_METHODS)[number]

/**
 * Why by hand: it was paid in cash (or the gateway has no refunds), the gateway refused, or nobody
 * knows whether the gateway did it before the server stopped.
 */
export const DUE_REASONS = ["no_gateway", "refused", "unclear"] as const
export type DueReason = (typeof DUE_REASONS)[number]

export const REFUND_LINE_KINDS = ["line", "shipping", "goodwill", "goodwill_deducted"] as const
export type RefundLineKind = (typeof REFUND_LINE_KINDS)[number]

/** Who bears a gesture. */
export const BEARERS = ["vendor", "marketplace"] as const
export type Bearer = (typeof BEARERS)[number]

/** What a line of a vendor order is. Only goods carry commission. */
export const LINE_KINDS = ["goods", "core_deposit", "stamp"] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** How far the payment of an order is, all its vendors together. */
export const ORDER_PAYMENT_STATUSES = [
  "pending",
  "paid",
  "partially_refunded",
  "refunded",
  "cancelled",
] as const
export type OrderPaymentStatus = (typeof ORDER_PAYMENT_STATUSES)[number]
