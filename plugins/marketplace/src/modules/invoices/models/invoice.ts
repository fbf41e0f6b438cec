import { model } from "@medusajs/framework/utils"
import { INVOICE_KINDS } from "../../../domain/invoice"

/**
 * An invoice or a credit note, as it was issued. The database refuses to change or delete it: what
 * was wrong is taken back by a credit note.
 */
export const Invoice = model
  .define("invoice", {
    id: model.id({ prefix: "inv" }).primaryKey(),
    kind: model.enum([...INVOICE_KINDS]),
    /** As printed. Unique within its issuer's series. */
    number: model.text().searchable(),
    /** The vendor, or `marketplace`. */
    issuer_id: model.text(),
    year: model.number(),
    sequence: model.number(),
    issued_at: model.dateTime(),
    /** What it was issued for: told twice, it is issued once. */
    source: model.text().unique(),
    /** The vendor whose sale or commission it is. */
    vendor_id: model.text(),
    order_id: model.text().nullable(),
    vendor_order_id: model.text().nullable(),
    order_number: model.text().searchable().nullable(),
    /** The invoice that a credit note takes back. */
    credited_id: model.text().nullable(),
    buyer_name: model.text().searchable(),
    ht_millimes: model.bigNumber(),
    fodec_millimes: model.bigNumber(),
    vat_millimes: model.bigNumber(),
    due_millimes: model.bigNumber(),
    /** `InvoiceContent`: what the document is drawn from. */
    content: model.json(),
  })
  .indexes([
    { on: ["issuer_id", "kind", "year", "sequence"], unique: true },
    { on: ["issued_at"] },
    { on: ["vendor_id", "issued_at"] },
    { on: ["order_id"], where: "order_id IS NOT NULL" },
    { on: ["vendor_order_id"], where: "vendor_order_id IS NOT NULL" },
    { on: ["credited_id"], where: "credited_id IS NOT NULL" },
  ])

/** The last number given in a series. Its row is locked while a number is given. */
export const InvoiceCounter = model
  .define("invoice_counter", {
    id: model.id({ prefix: "invc" }).primaryKey(),
    issuer_id: model.text(),
    kind: model.enum([...INVOICE_KINDS]),
    year: model.number(),
    last_sequence: model.number().default(0),
    /** Numbers and dates go up together. */
    last_issued_at: model.dateTime().nullable(),
  })
  .indexes([{ on: ["issuer_id", "kind", "year"], unique: true }])

/** What the tax platform answered when a commission invoice was deposited. */
export const InvoiceDeposit = model.define("invoice_deposit", {
  id: model.id({ prefix: "invd" }).primaryKey(),
  invoice_id: model.text().unique(),
  reference: model.text(),
})
