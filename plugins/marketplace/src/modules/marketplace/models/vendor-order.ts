import { model } from "@medusajs/framework/utils"
import { VENDOR_ORDER_STATUSES } from "../../../domain/vendor-order-status"
import { PaymentAllocation } from "./payment-allocation"
import { VendorOrderEvent } from "./vendor-order-event"
import { VendorOrderLine } from "./vendor-order-line"

/**
 * A vendor's slice of one Medusa order. All amounts are tax-inclusive whole millimes, frozen when
 * the order was placed; the slices of an order sum to it exactly.
 */
export const VendorOrder = model
  .define("vendor_order", {
    id: model.id({ prefix: "vord" }).primaryKey(),
    /** What people say on the phone: order number, dash, rank of the vendor in it (`1042-1`). */
    number: model.text().unique().searchable(),
    order_id: model.text(),
    order_display_id: model.number(),
    vendor_id: model.text(),
    status: model.enum([...VENDOR_ORDER_STATUSES]).default("new"),
    payment_method: model.text(),
    currency_code: model.text(),
    buyer_name: model.text().searchable(),
    items_millimes: model.bigNumber(),
    discount_millimes: model.bigNumber(),
    shipping_millimes: model.bigNumber(),
    /** Not goods, and part of the total: what comes back with old parts, the buyer's stamp. */
    core_deposit_millimes: model.bigNumber().default(0),
    stamp_millimes: model.bigNumber().default(0),
    total_millimes: model.bigNumber(),
    /** The part of the discounts that the marketplace pays, on shipping and in all. */
    shipping_funding_millimes: model.bigNumber().default(0),
    funding_millimes: model.bigNumber().default(0),
    /** What was paid back or cancelled of the shipping, as the buyer pays it. */
    shipping_returned_millimes: model.bigNumber().default(0),
    /** Before TVA. */
    commission_millimes: model.bigNumber(),
    commission_vat_millimes: model.bigNumber().default(0),
    /** What the vendor earns: total + funding − commission − its TVA. */
    earnings_millimes: model.bigNumber(),
    shipping_name: model.text().nullable(),
    shipping_option_id: model.text().nullable(),
    fulfillment_id: model.text().nullable(),
    /** Who carried it and, for cash on delivery, holds the buyer's money. */
    carrier: model.text().nullable(),
    tracking_number: model.text().nullable(),
    /** When its money became the vendor's to draw. */
    released_at: model.dateTime().nullable(),
    lines: model.hasMany(() => VendorOrderLine, { mappedBy: "vendor_order" }),
    events: model.hasMany(() => VendorOrderEvent, { mappedBy: "vendor_order" }),
    allocation: model.hasOne(() => PaymentAllocation, { mappedBy: "vendor_order" }),
  })
  .indexes([
    { on: ["order_id", "vendor_id"], unique: true },
    { on: ["vendor_id", "status", "created_at"] },
    { on: ["vendor_id", "created_at"] },
    {
      name: "IDX_vendor_order_unreleased",
      on: ["status", "vendor_id"],
      where: "released_at IS NULL AND deleted_at IS NULL",
    },
  ])
