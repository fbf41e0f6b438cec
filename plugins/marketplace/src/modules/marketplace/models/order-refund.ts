import { model } from "@medusajs/framework/utils"
import {
  BEARERS,
  DUE_REASONS,
  REFUND_KINDS,
  REFUND_LINE_KINDS,
  REFUND_METHODS,
  REFUND_STATUSES,
} from "../../../domain/refund-terms"

/**
 * Money that goes back to a buyer, or that a cancellation makes them owe no more. Decided and booked
 * at once, with its shares; sent after. Its key is the page's: asked twice, it happens once. Core's own `refund` says what a gateway was asked; this says what it means for whom.
 */
export const OrderRefund = model
  .define("order_refund", {
    id: model.id({ prefix: "rfd" }).primaryKey(),
    key: model.text().unique(),
    /** What was asked under that key: the same key for another request is refused. */
    asked: model.json(),
    kind: model.enum([...REFUND_KINDS]),
    order_id: model.text(),
    order_display_id: model.number(),
    status: model.enum([...REFUND_STATUSES]),
    method: model.enum([...REFUND_METHODS]),
    /** Why somebody has to do it by hand. */
    due_reason: model.enum([...DUE_REASONS]).nullable(),
    /** What the gateway answered when it refused. */
    failure: model.text().nullable(),
    payment_id: model.text().nullable(),
    provider_id: model.text(),
    currency_code: model.text(),
    /** What the buyer gets back. */
    amount_millimes: model.bigNumber(),
    /** What the buyer owed and owes no more. */
    voided_millimes: model.bigNumber(),
    /** Told to the buyer. */
    reason: model.text(),
    /** The gateway's, or what the person who paid wrote. */
    reference: model.text().nullable(),
    created_by: model.text(),
    settled_by: model.text().nullable(),
    settled_at: model.dateTime().nullable(),
    shares: model.hasMany(() => OrderRefundShare, { mappedBy: "refund" }),
  })
  .indexes([{ on: ["order_id"] }, { on: ["status", "created_at"] }])
  .checks([
    {
      name: "order_refund_not_negative",
      expression: "amount_millimes >= 0 AND voided_millimes >= 0",
    },
    { name: "order_refund_settled", expression: "(status = 'done') = (settled_at IS NOT NULL)" },
  ])

/** What one vendor order gives back in a refund: the source of its movements in the ledger. */
export const OrderRefundShare = model
  .define("order_refund_share", {
    id: model.id({ prefix: "rfs" }).primaryKey(),
    vendor_order_id: model.text(),
    vendor_id: model.text(),
    amount_millimes: model.bigNumber(),
    voided_millimes: model.bigNumber(),
    /** What the vendor loses before its commission comes back. */
    vendor_millimes: model.bigNumber(),
    /** What the marketplace gives: goodwill, less what earlier goodwill already gave. */
    goodwill_millimes: model.bigNumber(),
    /** Commission that comes back to the vendor, before its TVA. */
    commission_millimes: model.bigNumber(),
    commission_vat_millimes: model.bigNumber(),
    /** What the marketplace had paid of the discounts, and takes back. */
    funding_millimes: model.bigNumber(),
    /** True when the order's money was already the vendor's to draw. */
    is_clawback: model.boolean().default(false),
    refund: model.belongsTo(() => OrderRefund, { mappedBy: "shares" }),
    lines: model.hasMany(() => OrderRefundLine, { mappedBy: "share" }),
  })
  .indexes([{ on: ["refund_id", "vendor_order_id"], unique: true }, { on: ["vendor_order_id"] }])

/** One thing refunded: so many pieces of a line, shipping, a gesture. What a credit note says. */
export const OrderRefundLine = model
  .define("order_refund_line", {
    id: model.id({ prefix: "rfl" }).primaryKey(),
    kind: model.enum([...REFUND_LINE_KINDS]),
    line_id: model.text().nullable(),
    quantity: model.number().nullable(),
    /** Tax-inclusive; below zero for goodwill given before and deducted now. */
    amount_millimes: model.bigNumber(),
    /** The TVA inside the amount, and its rate in basis points. */
    vat_bps: model.number(),
    vat_millimes: model.bigNumber(),
    bearer: model.enum([...BEARERS]),
    commission_millimes: model.bigNumber(),
    commission_vat_millimes: model.bigNumber(),
    funding_millimes: model.bigNumber(),
    share: model.belongsTo(() => OrderRefundShare, { mappedBy: "lines" }),
  })
  .indexes([{ on: ["line_id"] }])
