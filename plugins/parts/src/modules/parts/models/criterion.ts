import { model } from "@medusajs/framework/utils"

export type CriterionTexts = { fr: string; ar: string; en: string }

/** What a part's criteria are called, and how their coded values read, in each language. */
export const Criterion = model.define("criterion", {
  id: model.id({ prefix: "crit" }).primaryKey(),
  key: model.text().unique(),
  name_fr: model.text(),
  name_ar: model.text(),
  name_en: model.text(),
  unit: model.text().nullable(),
  /** `{ [value]: { fr, ar, en } }` for coded values; a value that is not there is shown as it is. */
  value_names: model.json(),
})
