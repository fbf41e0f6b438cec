import { model } from "@medusajs/framework/utils"
import { Vendor } from "./vendor"

/**
 * A Medusa user who works for a vendor. One user works for one vendor; a user without a membership
 * is the marketplace's own staff, so a membership is never removed while the user exists.
 */
export const VendorMember = model.define("vendor_member", {
  id: model.id({ prefix: "vmem" }).primaryKey(),
  user_id: model.text().unique(),
  email: model.text(),
  role: model.enum(["owner", "staff"]).default("staff"),
  vendor: model.belongsTo(() => Vendor, { mappedBy: "members" }),
})
