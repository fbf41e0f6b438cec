import { model } from "@medusajs/framework/utils"
import { Fitment } from "./fitment"

export const VEHICLE_KINDS = ["car", "moto", "utility", "truck"] as const
export type VehicleKind = (typeof VEHICLE_KINDS)[number]

export const VehicleMake = model
  .define("vehicle_make", {
    id: model.id({ prefix: "vmake" }).primaryKey(),
    name: model.text(),
    slug: model.text().unique(),
    /** World manufacturer identifiers: the first three characters of its VINs. */
    wmi_codes: model.array().default([]),
    models: model.hasMany(() => VehicleModel, { mappedBy: "make" }),
  })
  .cascades({ delete: ["models"] })

export const VehicleModel = model
  .define("vehicle_model", {
    id: model.id({ prefix: "vmod" }).primaryKey(),
    name: model.text(),
    slug: model.text(),
    kind: model.enum([...VEHICLE_KINDS]),
    make: model.belongsTo(() => VehicleMake, { mappedBy: "models" }),
    variants: model.hasMany(() => VehicleVariant, { mappedBy: "model" }),
  })
  .cascades({ delete: ["variants"] })
  .indexes([{ on: ["make_id", "slug"], unique: true }])

/**
 * One engine in one body of a model: what a part fits. The generation is a column, not a table:
 * it has no facts of its own (its years are those of its variants), and every reading of fitment
 * would pay a join for a label.
 */
export const VehicleVariant = model
  .define("vehicle_variant", {
    id: model.id({ prefix: "vvar" }).primaryKey(),
    generation: model.text(),
    name: model.text(),
    energy: model.text(),
    engine_code: model.text().nullable(),
    displacement_cc: model.number().nullable(),
    power_kw: model.number().nullable(),
    power_ch: model.number().nullable(),
    body: model.text().nullable(),
    /** Built from / to, `YYYY-MM`; `to_month` is null while it is still built. */
    from_month: model.text().nullable(),
    to_month: model.text().nullable(),
    /** Where the row comes from: `demo`, or the import that wrote it. */
    source: model.text().default("demo"),
    model: model.belongsTo(() => VehicleModel, { mappedBy: "variants" }),
    fitments: model.hasMany(() => Fitment, { mappedBy: "variant" }),
  })
  .cascades({ delete: ["fitments"] })
  .checks([
    { name: "vehicle_variant_from_month_form", expression: "from_month ~ '^[0-9]{4}-[0-9]{2}$'" },
    { name: "vehicle_variant_to_month_form", expression: "to_month ~ '^[0-9]{4}-[0-9]{2}$'" },
  ])
