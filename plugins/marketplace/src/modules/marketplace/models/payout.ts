import { model } from "@medusajs/framework/utils"
import { SKIP_REASONS } from "../../../domain/payouts"

/** Payments to vendors, prepared by one person and approved (which draws the money) by another. */
export const PayoutRun = model
  .define("payout_run", {
    id: model.id({ prefix: "prun" }).primaryKey(),
    status: model.enum(["prepared", "approved", "refused"]).default("prepared"),
    minimum_millimes: model.number(),
    prepared_by: model.text(),
    decided_by: model.text().nullable(),
    decided_at: model.dateTime().nullable(),
    payouts: model.hasMany(() => Payout, { mappedBy: "run" }),
  })
  .indexes([
    // Un seul lot à la fois attend une décision : deux ne pourraient pas compter le même argent.
    {
      name: "IDX_payout_run_one_prepared",
      on: ["status"],
      unique: true,
      where: "status = 'prepared' AND deleted_at IS NULL",
    },
  ])
  .checks([
    {
      name: "payout_run_two_people",
      expression: "decided_by IS NULL OR decided_by <> prepared_by",
    },
    { name: "payout_run_decided", expression: "(status = 'prepared') = (decided_by IS NULL)" },
  ])

/** What one vendor is paid in a run, or why it is not. */
export const Payout = model
  .define("payout", {
    id: model.id({ prefix: "pay" }).primaryKey(),
    vendor_id: model.text(),
    amount_millimes: model.bigNumber(),
    /** The account that day. */
    rib: model.text().nullable(),
    /** `sent` once drawn; then what the bank did. */
    status: model.enum(["planned", "skipped", "sent", "paid", "rejected"]).default("planned"),
    skip_reason: model.enum([...SKIP_REASONS]).nullable(),
    /** What the bank said of a rejected transfer. */
    note: model.text().nullable(),
    settled_by: model.text().nullable(),
    run: model.belongsTo(() => PayoutRun, { mappedBy: "payouts" }),
  })
  .indexes([{ on: ["run_id", "vendor_id"], unique: true }, { on: ["vendor_id"] }])
  .checks([{ name: "payout_positive", expression: "amount_millimes > 0" }])
