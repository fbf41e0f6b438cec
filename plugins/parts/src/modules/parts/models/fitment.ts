import { model } from "@medusajs/framework/utils"
import { Part } from "./part"
import { VehicleVariant } from "./vehicle"

export const FITMENT_STATUSES = ["declared", "verified", "disputed"] as const

/** A part that fits a vehicle at no place in particular. */
export const ANY_POSITION = "any"

/** « This part fits that vehicle there »: declared by a vendor, verified by the operator. */
export const Fitment = model
  .define("fitment", {
    id: model.id({ prefix: "fit" }).primaryKey(),
    /** Never null, so that uniqueness holds: `any` when the place does not matter. */
    position: model.text().default(ANY_POSITION),
    quantity: model.number().default(1),
    status: model.enum([...FITMENT_STATUSES]).default("declared"),
    /** What to know before buying: « avec ABS », « jusqu'au châssis 123456 ». */
    note: model.text().nullable(),
    /** What the part does not go on although the vehicle is right: « sauf boîte automatique ». */
    exclusions: model.text().nullable(),
    /** Who said so: `seed`, `operator`, a vendor's id, an import's id. */
    source: model.text().default("operator"),
    /** Returns that disputed it: the same return told again changes nothing. */
    dispute_references: model.array().nullable(),
    part: model.belongsTo(() => Part, { mappedBy: "fitments" }),
    variant: model.belongsTo(() => VehicleVariant, { mappedBy: "fitments" }),
  })
  .indexes([
    { on: ["part_id", "variant_id", "position"], unique: true },
    { on: ["variant_id", "part_id"] },
  ])
  .checks([{ name: "fitment_quantity_positive", expression: "quantity > 0" }])
