import { model } from "@medusajs/framework/utils"
import { GATEWAYS } from "../../../domain/protocol"

/** Money that a person gives back in the gateway's own back office, because its API cannot. */
export const RefundTask = model
  .define("refund_task", {
    id: model.id({ prefix: "rtask" }).primaryKey(),
    /** The `online_payment` that asks for it, once. */
    source: model.text(),
    gateway: model.enum([...GATEWAYS]),
    gateway_ref: model.text(),
    amount_millimes: model.number(),
    /** What the person must know first. */
    note: model.text().nullable(),
    status: model.enum(["open", "done"]).default("open"),
    done_by: model.text().nullable(),
    done_at: model.dateTime().nullable(),
    /** The gateway's number for the refund, as the person read it. */
    done_reference: model.text().nullable(),
  })
  .indexes([{ on: ["source"], unique: true }, { on: ["status"] }])
  .checks([
    { name: "refund_task_positive", expression: "amount_millimes > 0" },
    { name: "refund_task_done", expression: "(status = 'done') = (done_by IS NOT NULL)" },
  ])
