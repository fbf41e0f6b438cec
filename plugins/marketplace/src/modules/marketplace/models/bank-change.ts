import { model } from "@medusajs/framework/utils"
import { BANK_CHANGE_STATUSES } from "../../../domain/bank-change"

/**
 * A new bank account that a vendor asks for. Until an operator confirms it, the vendor is not paid:
 * neither on the new account, which may be a thief's, nor on the old one, which may be closed.
 */
export const BankChange = model
  .define("bank_change", {
    id: model.id({ prefix: "bkc" }).primaryKey(),
    vendor_id: model.text(),
    rib: model.text(),
    /** The account it replaces. */
    previous_rib: model.text().nullable(),
    status: model.enum([...BANK_CHANGE_STATUSES]).default("requested"),
    requested_by: model.text(),
    decided_by: model.text().nullable(),
    decided_at: model.dateTime().nullable(),
    /** How it was checked, or why it was refused. */
    note: model.text().nullable(),
  })
  .indexes([
    {
      name: "IDX_bank_change_one_requested",
      on: ["vendor_id"],
      unique: true,
      where: "status = 'requested' AND deleted_at IS NULL",
    },
    { on: ["status"] },
    { on: ["vendor_id"] },
  ])
  .checks([
    {
      name: "bank_change_two_people",
      expression: "status = 'withdrawn' OR decided_by IS NULL OR decided_by <> requested_by",
    },
    { name: "bank_change_decided", expression: "(status = 'requested') = (decided_by IS NULL)" },
  ])
