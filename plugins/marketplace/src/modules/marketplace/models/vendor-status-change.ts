import { model } from "@medusajs/framework/utils"
import { VENDOR_STATUSES } from "../../../domain/vendor-status"
import { Vendor } from "./vendor"

/** One move of a vendor's status: who decided it, and why. */
export const VendorStatusChange = model.define("vendor_status_change", {
  id: model.id({ prefix: "vsc" }).primaryKey(),
  from: model.enum([...VENDOR_STATUSES]),
  to: model.enum([...VENDOR_STATUSES]),
  reason: model.text(),
  /** User or API key that decided. */
  actor_id: model.text(),
  vendor: model.belongsTo(() => Vendor, { mappedBy: "status_changes" }),
})
