import { model } from "@medusajs/framework/utils"
import { REMITTANCE_LINE_STATUSES, REMITTANCE_PROBLEMS } from "../../../domain/remittance"

/** The cash that a carrier hands over, as its file tells it. Its reference is told once per carrier. */
export const Remittance = model
  .define("remittance", {
    id: model.id({ prefix: "rem" }).primaryKey(),
    carrier: model.text(),
    reference: model.text(),
    /** Of the rows that could be read. */
    total_millimes: model.bigNumber(),
    recorded_by: model.text(),
    /** The bytes of the file: sent again under another reference, it is the same money. */
    sha256: model.text().nullable(),
    header: model.json().nullable(),
    lines: model.hasMany(() => RemittanceLine, { mappedBy: "remittance" }),
  })
  .indexes([
    { on: ["carrier", "reference"], unique: true },
    { on: ["carrier", "sha256"], unique: true },
  ])

/** One row of it: matched to the millime with its parcel, or set aside with the reason. */
export const RemittanceLine = model
  .define("remittance_line", {
    id: model.id({ prefix: "reml" }).primaryKey(),
    row: model.number(),
    reference: model.text(),
    /** Null where the row could not be read. */
    amount_millimes: model.bigNumber().nullable(),
    expected_millimes: model.bigNumber().nullable(),
    vendor_order_id: model.text().nullable(),
    /** The row as the file has it. */
    cells: model.json().nullable(),
    status: model.enum([...REMITTANCE_LINE_STATUSES]),
    problem: model.enum([...REMITTANCE_PROBLEMS]).nullable(),
    /** Why somebody accepted the gap or dismissed the row. */
    resolution: model.text().nullable(),
    /** Who says which order the row pays, for somebody else to accept. */
    proposed_by: model.text().nullable(),
    resolved_by: model.text().nullable(),
    remittance: model.belongsTo(() => Remittance, { mappedBy: "lines" }),
  })
  .indexes([{ on: ["remittance_id", "row"], unique: true }, { on: ["status"] }])
  .checks([
    {
      name: "remittance_line_two_people",
      expression: "status <> 'accepted' OR proposed_by IS NULL OR resolved_by <> proposed_by",
    },
    {
      name: "remittance_line_proposed",
      expression:
        "status <> 'proposed' OR (proposed_by IS NOT NULL AND vendor_order_id IS NOT NULL)",
    },
  ])

/** The headings of a carrier's files, as somebody chose them. */
export const RemittanceFormat = model.define("remittance_format", {
  id: model.id({ prefix: "remf" }).primaryKey(),
  carrier: model.text().unique(),
  reference_column: model.text(),
  amount_column: model.text(),
  /** Null: as detected. */
  encoding: model.text().nullable(),
  saved_by: model.text(),
})
