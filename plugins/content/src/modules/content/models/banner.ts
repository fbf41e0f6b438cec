import { model } from "@medusajs/framework/utils"

/** What the operator says on the home page. */
export const Banner = model.define("banner", {
  id: model.id({ prefix: "ban" }).primaryKey(),
  /** Title and text by language: see `domain/banner`. */
  texts: model.json(),
  link: model.text().nullable(),
  picture_url: model.text().nullable(),
  starts_at: model.dateTime().nullable(),
  ends_at: model.dateTime().nullable(),
  rank: model.number().default(0),
  active: model.boolean().default(true),
})
