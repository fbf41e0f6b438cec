import { model } from "@medusajs/framework/utils"
import { Part } from "./part"

export const CROSS_REFERENCE_KINDS = [
  "oe",
  "aftermarket",
  "supersedes",
  "superseded_by",
  "interchange",
] as const

/** Another number that names the part: the car maker's (`oe`) or another brand's. */
export const CrossReference = model
  .define("cross_reference", {
    id: model.id({ prefix: "xref" }).primaryKey(),
    kind: model.enum([...CROSS_REFERENCE_KINDS]),
    /** Car maker or brand that gave the number. */
    maker: model.text(),
    number: model.text(),
    number_key: model.text(),
    /** Who said so: `seed`, `operator`, a vendor's handle, a file's name. */
    source: model.text().default("operator"),
    /** From 0 (hearsay) to 100 (the maker's own list). */
    confidence: model.number().default(100),
    part: model.belongsTo(() => Part, { mappedBy: "cross_references" }),
  })
  .indexes([
    { on: ["part_id", "kind", "maker", "number_key"], unique: true },
    { on: ["number_key"] },
  ])
  .checks([
    { name: "cross_reference_confidence_range", expression: "confidence BETWEEN 0 AND 100" },
  ])
