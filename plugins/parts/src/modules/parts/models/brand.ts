import { model } from "@medusajs/framework/utils"
import { Part } from "./part"

/** A maker of parts, as it signs them. `name_key` is its normalised name: two spellings are one brand. */
export const Brand = model
  .define("brand", {
    id: model.id({ prefix: "brand" }).primaryKey(),
    name: model.text(),
    name_key: model.text().unique(),
    slug: model.text().unique(),
    aliases: model.hasMany(() => BrandAlias, { mappedBy: "brand" }),
    parts: model.hasMany(() => Part, { mappedBy: "brand" }),
  })
  .cascades({ delete: ["aliases"] })

/** Another name of the same maker (« BOSCH GmbH »): one spelling names one brand only. */
export const BrandAlias = model.define("brand_alias", {
  id: model.id({ prefix: "balias" }).primaryKey(),
  name: model.text(),
  name_key: model.text().unique(),
  brand: model.belongsTo(() => Brand, { mappedBy: "aliases" }),
})
