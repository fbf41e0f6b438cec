import { model } from "@medusajs/framework/utils"
import { Vendor } from "./vendor"

/** Who owns a Medusa product. A product has one owner for ever: slices of old orders rely on it. */
export const VendorProduct = model.define("vendor_product", {
  id: model.id({ prefix: "vprod" }).primaryKey(),
  product_id: model.text().unique(),
  /** True while the product is withdrawn from sale because its vendor may not sell. */
  withdrawn: model.boolean().default(false),
  vendor: model.belongsTo(() => Vendor, { mappedBy: "products" }),
})
