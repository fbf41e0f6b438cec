import { model } from "@medusajs/framework/utils"
import { VENDOR_ORDER_STATUSES } from "../../../domain/vendor-order-status"
import { VendorOrder } from "./vendor-order"

/** A step in a vendor order's life: the timeline that buyer, vendor and operator read. */
export const VendorOrderEvent = model
  .define("vendor_order_event", {
    id: model.id({ prefix: "voev" }).primaryKey(),
    status: model.enum([...VENDOR_ORDER_STATUSES]),
    /** `buyer`, `system`, or the user who acted. */
    actor: model.text(),
    vendor_order: model.belongsTo(() => VendorOrder, { mappedBy: "events" }),
  })
  // Chaque étape n'arrive qu'une fois dans la vie d'une commande vendeur.
  .indexes([{ on: ["vendor_order_id", "status"], unique: true }])
