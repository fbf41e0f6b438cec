import { model } from "@medusajs/framework/utils"

/** The operator's rules for cash on delivery: one line. */
export const CashRule = model.define("cash_rule", {
  id: model.id({ prefix: "cash" }).primaryKey(),
  enabled: model.boolean().default(true),
  /** Above this total, online only. Null: no limit. */
  max_order_millimes: model.number().nullable(),
  /** A buyer who refused this many parcels pays online. Null: never. */
  max_failed_deliveries: model.number().nullable(),
  /** By governorate code: a limit of its own, 0 where cash is not offered. */
  governorates: model.json(),
  updated_by: model.text().nullable(),
})

/** A parcel that came back unpaid, by the buyer's phone: what the carrier tells or the operator notes. */
export const FailedDelivery = model
  .define("failed_delivery", {
    id: model.id({ prefix: "fdel" }).primaryKey(),
    phone: model.text(),
    /** The parcel or vendor order: told twice, it counts once. */
    source: model.text(),
    note: model.text().nullable(),
  })
  .indexes([{ on: ["source"], unique: true }, { on: ["phone"] }])

/** A buyer from whom cash is no longer taken, by the operator's decision. */
export const CashRefusal = model
  .define("cash_refusal", {
    id: model.id({ prefix: "cref" }).primaryKey(),
    phone: model.text(),
    reason: model.text(),
    created_by: model.text(),
  })
  .indexes([{ on: ["phone"], unique: true, where: "deleted_at IS NULL" }])
