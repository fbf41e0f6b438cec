import { model } from "@medusajs/framework/utils"
import { Brand } from "./brand"
import { CrossReference } from "./cross-reference"
import { Fitment } from "./fitment"
import { Offer } from "./offer"

/** A criterion of a part: the key of a `criterion` row and the value as the maker gives it. */
export type PartCriterion = { key: string; value: string }

/**
 * A part is an identity, whoever sells it: the maker's brand and reference. What a vendor sells is
 * an offer of that part.
 */
export const Part = model
  .define("part", {
    id: model.id({ prefix: "part" }).primaryKey(),
    slug: model.text().unique(),
    /** The maker's reference as printed on the box. */
    mpn: model.text(),
    /** The same, normalised (see `domain/reference`): what identity is decided on. */
    mpn_key: model.text(),
    ean: model.text().nullable(),
    /** Medusa product category. */
    category_id: model.text(),
    /** Line drawing of the part's family, shown where there is no photo. */
    drawing: model.text(),
    name_fr: model.text(),
    name_ar: model.text(),
    name_en: model.text(),
    /** Where on the vehicle: front, rear, front_left… Null when it does not matter. */
    position: model.text().nullable(),
    vat_percent: model.number(),
    criteria: model.json(),
    /** The part this one was merged into: its addresses lead there. */
    merged_into_id: model.text().nullable(),
    brand: model.belongsTo(() => Brand, { mappedBy: "parts" }),
    cross_references: model.hasMany(() => CrossReference, { mappedBy: "part" }),
    fitments: model.hasMany(() => Fitment, { mappedBy: "part" }),
    offers: model.hasMany(() => Offer, { mappedBy: "part" }),
    addresses: model.hasMany(() => PartAddress, { mappedBy: "part" }),
  })
  .cascades({ delete: ["cross_references", "fitments", "addresses"] })
  .indexes([
    { on: ["brand_id", "mpn_key"], unique: true },
    { on: ["mpn_key"] },
    { on: ["ean"], where: "ean IS NOT NULL" },
    { on: ["category_id"] },
  ])
  .checks([{ name: "part_vat_percent_range", expression: "vat_percent BETWEEN 0 AND 100" }])

/** An address a part's page once had: it answers 301 to the one it has now. */
export const PartAddress = model.define("part_address", {
  id: model.id({ prefix: "paddr" }).primaryKey(),
  slug: model.text().unique(),
  part: model.belongsTo(() => Part, { mappedBy: "addresses" }),
})
