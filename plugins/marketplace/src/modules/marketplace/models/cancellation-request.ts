import { model } from "@medusajs/framework/utils"
import {
  CANCELLATION_ASKERS,
  CANCELLATION_REQUEST_STATUSES,
} from "../../../domain/cancellation-request"

/** Somebody asks that a vendor order not be sent; accepted in the transaction that cancels it. */
export const CancellationRequest = model
  .define("cancellation_request", {
    id: model.id({ prefix: "cxreq" }).primaryKey(),
    vendor_order_id: model.text(),
    order_id: model.text(),
    vendor_id: model.text(),
    asked_by: model.enum([...CANCELLATION_ASKERS]),
    /** `buyer`, or the user who asked. */
    actor: model.text(),
    reason: model.text(),
    status: model.enum([...CANCELLATION_REQUEST_STATUSES]).default("open"),
    /** Why it was refused. */
    answer: model.text().nullable(),
    decided_by: model.text().nullable(),
    decided_at: model.dateTime().nullable(),
  })
  // Chacun demande une fois : la même demande répétée est la même.
  .indexes([{ on: ["vendor_order_id", "asked_by"], unique: true }, { on: ["vendor_id", "status"] }])
