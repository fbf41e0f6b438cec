import { model } from "@medusajs/framework/utils"
import { REMITTANCE_PROBLEMS } from "../../../domain/remittance"

/** The cash that a carrier hands over, as its file tells it. Its reference is told once per carrier. */
export const Remittance = model
  .define("remittance", {
    id: model.id({ prefix: "rem" }).primaryKey(),
    carrier: model.text(),
    reference: model.text(),
    total_millimes: model.bigNumber(),
    recorded_by: model.text(),
    lines: model.hasMany(() => RemittanceLine, { mappedBy: "remittance" }),
  })
  .indexes([{ on: ["carrier", "reference"], unique: true }])

/** One row of it: matched to the millime with its parcel, or set aside with the reason. */
export const RemittanceLine = model
  .define("remittance_line", {
    id: model.id({ prefix: "reml" }).primaryKey(),
    row: model.number(),
    reference: model.text(),
    amount_millimes: model.bigNumber(),
    expected_millimes: model.bigNumber().nullable(),
    vendor_order_id: model.text().nullable(),
    status: model.enum(["matched", "exception", "accepted", "dismissed"]),
    problem: model.enum([...REMITTANCE_PROBLEMS]).nullable(),
    /** Why somebody accepted the gap or dismissed the row. */
    resolution: model.text().nullable(),
    resolved_by: model.text().nullable(),
    remittance: model.belongsTo(() => Remittance, { mappedBy: "lines" }),
  })
  .indexes([{ on: ["remittance_id", "row"], unique: true }, { on: ["status"] }])
