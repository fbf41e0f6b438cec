import { model } from "@medusajs/framework/utils"

/**
 * One movement of money: a balanced set of entries with a unique source, so that a movement told
 * twice is booked once. Append-only: the database refuses to change or delete it.
 */
export const LedgerTransaction = model
  .define("ledger_transaction", {
    id: model.id({ prefix: "ltx" }).primaryKey(),
    /** What caused it, for example a vendor order's id. */
    source: model.text(),
    /** The movement: `sale`, `shipping`, `commission`, `adjustment`… */
    kind: model.text(),
    /** The vendor order that it is about. */
    vendor_order_id: model.text().nullable(),
    currency_code: model.text(),
    entries: model.hasMany(() => LedgerEntry, { mappedBy: "transaction" }),
  })
  .indexes([{ on: ["source", "kind"], unique: true }, { on: ["vendor_order_id"] }])

/** Debit (above zero) or credit (below zero) of one account, in whole millimes. */
export const LedgerEntry = model
  .define("ledger_entry", {
    id: model.id({ prefix: "len" }).primaryKey(),
    /** `buyers/receivable`, `vendors/<vendor id>`, `marketplace/commission`, `marketplace/commission-vat`. */
    account: model.text(),
    amount_millimes: model.bigNumber(),
    transaction: model.belongsTo(() => LedgerTransaction, { mappedBy: "entries" }),
  })
  .indexes([{ on: ["account"] }])

/**
 * A correction of the ledger: one person prepares it, another one approves or refuses it. Booked
 * once approved, under its own id.
 */
export const LedgerAdjustment = model
  .define("ledger_adjustment", {
    id: model.id({ prefix: "ladj" }).primaryKey(),
    status: model.enum(["prepared", "approved", "refused"]).default("prepared"),
    reason: model.text(),
    debit_account: model.text(),
    credit_account: model.text(),
    amount_millimes: model.bigNumber(),
    prepared_by: model.text(),
    decided_by: model.text().nullable(),
    decided_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["status"] }])
  .checks([
    {
      name: "ledger_adjustment_two_people",
      expression: "decided_by IS NULL OR decided_by <> prepared_by",
    },
    { name: "ledger_adjustment_positive", expression: "amount_millimes > 0" },
    { name: "ledger_adjustment_two_accounts", expression: "debit_account <> credit_account" },
    {
      name: "ledger_adjustment_decided",
      expression: "(status = 'prepared') = (decided_by IS NULL)",
    },
  ])
