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
    /** The movement: `sale`. */
    kind: model.text(),
    currency_code: model.text(),
    entries: model.hasMany(() => LedgerEntry, { mappedBy: "transaction" }),
  })
  .indexes([{ on: ["source", "kind"], unique: true }])

/** Debit (above zero) or credit (below zero) of one account, in whole millimes. */
export const LedgerEntry = model
  .define("ledger_entry", {
    id: model.id({ prefix: "len" }).primaryKey(),
    /** `buyers/receivable`, `vendors/<vendor id>`, `marketplace/commission`. */
    account: model.text(),
    amount_millimes: model.bigNumber(),
    transaction: model.belongsTo(() => LedgerTransaction, { mappedBy: "entries" }),
  })
  .indexes([{ on: ["account"] }])
