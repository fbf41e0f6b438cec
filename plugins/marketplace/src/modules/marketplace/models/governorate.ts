import { model } from "@medusajs/framework/utils"

/** One of the 24 governorates; its delegations are the second step of every address. */
export const Governorate = model.define("governorate", {
  /** ISO 3166-2:TN number. */
  code: model.text().primaryKey(),
  name_fr: model.text(),
  name_ar: model.text(),
  name_en: model.text(),
})

/** A delegation (معتمدية) of a governorate. */
export const Delegation = model
  .define("delegation", {
    code: model.text().primaryKey(),
    governorate_code: model.text(),
    name_fr: model.text(),
    name_ar: model.text(),
  })
  .indexes([{ on: ["governorate_code"] }])
