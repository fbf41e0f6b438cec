import { model } from "@medusajs/framework/utils"
import { COMMISSION_BASES, RULE_CONDITIONS } from "../../../domain/commission"

/**
 * What the marketplace takes of a sale, and from whom. Editing or deleting one changes nothing of
 * the lines it was applied to: each keeps what it was given.
 */
export const CommissionRule = model
  .define("commission_rule", {
    id: model.id({ prefix: "crule" }).primaryKey(),
    name: model.text(),
    /** The higher wins. */
    priority: model.number().default(0),
    starts_at: model.dateTime().nullable(),
    ends_at: model.dateTime().nullable(),
    /** Null scopes hold for everybody. The category holds for all that is under it. */
    vendor_id: model.text().nullable(),
    category_id: model.text().nullable(),
    brand_id: model.text().nullable(),
    condition: model.enum([...RULE_CONDITIONS]).nullable(),
    rate_bps: model.number(),
    /** For each piece, in millimes before TVA. */
    fixed_millimes: model.number().default(0),
    /** `{ from_millimes, rate_bps }`, ascending: rates by what the vendor sold this month. */
    tiers: model.json(),
    /** Bounds of a line's commission, in millimes before TVA. */
    minimum_millimes: model.number().nullable(),
    maximum_millimes: model.number().nullable(),
    base: model.enum([...COMMISSION_BASES]).default("net"),
    on_shipping: model.boolean().default(false),
  })
  .indexes([{ on: ["vendor_id"] }])
  .checks([
    { name: "commission_rule_rate_range", expression: "rate_bps BETWEEN 0 AND 10000" },
    { name: "commission_rule_fixed_positive", expression: "fixed_millimes >= 0" },
    { name: "commission_rule_dates", expression: "ends_at > starts_at" },
    { name: "commission_rule_bounds", expression: "maximum_millimes >= minimum_millimes" },
  ])
