import { model } from "@medusajs/framework/utils"
import { CommissionLine } from "./commission-line"
import { VendorOrder } from "./vendor-order"

/** A line of a vendor order, as it stood when the buyer ordered. */
export const VendorOrderLine = model.define("vendor_order_line", {
  id: model.id({ prefix: "vol" }).primaryKey(),
  /** The line of the Medusa order. */
  line_item_id: model.text().unique(),
  product_id: model.text(),
  variant_id: model.text().nullable(),
  title: model.text(),
  subtitle: model.text().nullable(),
  sku: model.text().nullable(),
  thumbnail: model.text().nullable(),
  quantity: model.number(),
  unit_price_millimes: model.bigNumber(),
  discount_millimes: model.bigNumber(),
  total_millimes: model.bigNumber(),
  /** What the shop said of it when it was bought: see `@souk/kit/lines`. Never edited. */
  facts: model.json().nullable(),
  vendor_order: model.belongsTo(() => VendorOrder, { mappedBy: "lines" }),
  commission: model.hasOne(() => CommissionLine, { mappedBy: "line" }),
})
