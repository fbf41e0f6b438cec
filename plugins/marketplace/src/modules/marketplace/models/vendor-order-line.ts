import { model } from "@medusajs/framework/utils"
import { LINE_KINDS } from "../../../domain/refund-terms"
import { CommissionLine } from "./commission-line"
import { VendorOrder } from "./vendor-order"

/** A line of a vendor order, as it stood when the buyer ordered. */
export const VendorOrderLine = model
  .define("vendor_order_line", {
    id: model.id({ prefix: "vol" }).primaryKey(),
    /** The line of the Medusa order. */
    line_item_id: model.text().unique(),
    /** Empty for a stamp; a deposit is its goods' product and variant. */
    product_id: model.text(),
    variant_id: model.text().nullable(),
    title: model.text(),
    subtitle: model.text().nullable(),
    sku: model.text().nullable(),
    thumbnail: model.text().nullable(),
    kind: model.enum([...LINE_KINDS]).default("goods"),
    quantity: model.number(),
    /** Pieces that will not be delivered. */
    cancelled_quantity: model.number().default(0),
    /** Pieces paid back. */
    refunded_quantity: model.number().default(0),
    unit_price_millimes: model.bigNumber(),
    discount_millimes: model.bigNumber(),
    /** The part of the discount that the marketplace pays. */
    funding_millimes: model.bigNumber().default(0),
    total_millimes: model.bigNumber(),
    /** What the shop said of it when it was bought: see `@souk/kit/lines`. Never edited. */
    facts: model.json().nullable(),
    vendor_order: model.belongsTo(() => VendorOrder, { mappedBy: "lines" }),
    commission: model.hasOne(() => CommissionLine, { mappedBy: "line" }),
  })
  .checks([
    {
      name: "vendor_order_line_left",
      expression:
        "cancelled_quantity >= 0 AND refunded_quantity >= 0 AND cancelled_quantity + refunded_quantity <= quantity",
    },
  ])
