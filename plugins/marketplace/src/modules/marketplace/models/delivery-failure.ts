import { model } from "@medusajs/framework/utils"
import { DELIVERY_FAILURE_NEXT, DELIVERY_FAILURE_REASONS } from "../../../domain/delivery-failure"

/** A time that the carrier came and could not hand the parcel over. Never edited. */
export const DeliveryFailure = model
  .define("delivery_failure", {
    id: model.id({ prefix: "dfail" }).primaryKey(),
    vendor_order_id: model.text(),
    /** 1 for the first: told twice, it is one failure. */
    attempt: model.number(),
    reason: model.enum([...DELIVERY_FAILURE_REASONS]),
    next: model.enum([...DELIVERY_FAILURE_NEXT]),
    /** For the vendor and the operator; the buyer does not read it. */
    note: model.text().nullable(),
    actor: model.text(),
  })
  .indexes([{ on: ["vendor_order_id", "attempt"], unique: true }])
