import { model } from "@medusajs/framework/utils"
import { Part } from "./part"

/** A maker of parts, as it signs them. `name_key` is its normalised name: two spellings are one brand. */
export const Brand = model.define("brand", {
  id: model.id({ prefix: "brand" }).primaryKey(),
  name: model.text(),
  name_key: model.text().unique(),
  slug: model.text().unique(),
  /** Other names of the same maker (« BOSCH GmbH »), as printed. */
  aliases: model.array().default([]),
  parts: model.hasMany(() => Part, { mappedBy: "brand" }),
})
