import { model } from "@medusajs/framework/utils"
import { VendorOrder } from "./vendor-order"

/** A vendor order's share of the buyer's one payment. */
export const PaymentAllocation = model.define("payment_allocation", {
  id: model.id({ prefix: "pall" }).primaryKey(),
  payment_collection_id: model.text().index(),
  due_millimes: model.bigNumber(),
  authorized_millimes: model.bigNumber(),
  captured_millimes: model.bigNumber(),
  refunded_millimes: model.bigNumber(),
  vendor_order: model.belongsTo(() => VendorOrder, { mappedBy: "allocation" }),
})
