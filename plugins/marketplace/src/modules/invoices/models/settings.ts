import { model } from "@medusajs/framework/utils"

/** How a vendor's invoices are made. Without a row, the defaults hold. */
export const VendorInvoiceSettings = model.define("vendor_invoice_settings", {
  id: model.id({ prefix: "vinvs" }).primaryKey(),
  vendor_id: model.text().unique(),
  invoice_prefix: model.text().default("FAC"),
  credit_note_prefix: model.text().default("AV"),
  /** When the invoice of an order is issued by itself. */
  issued_when: model.enum(["confirmed", "delivered"]).default("delivered"),
  /** French and Arabic side by side. */
  is_bilingual: model.boolean().default(false),
  name_ar: model.text().nullable(),
  address_ar: model.text().nullable(),
  /** Registre national des entreprises. */
  trade_register: model.text().nullable(),
  footer: model.text().nullable(),
  /** The operator's to say: a vendor that is not liable to TVA, and the words of the law that say why. */
  exemption: model.text().nullable(),
})

/** Who the marketplace is on its own invoices, and the stamp duty. One row. */
export const MarketplaceIdentity = model.define("marketplace_identity", {
  id: model.id({ prefix: "mident" }).primaryKey(),
  /** Always `marketplace`: the key that keeps the row alone. */
  key: model.text().unique(),
  name: model.text(),
  tax_number: model.text(),
  trade_register: model.text().nullable(),
  address: model.text(),
  phone: model.text().nullable(),
  email: model.text().nullable(),
  footer: model.text().nullable(),
  invoice_prefix: model.text().default("COM"),
  credit_note_prefix: model.text().default("AVC"),
  stamp_millimes: model.number().default(1000),
  /** Who pays the stamp of vendors' invoices: the vendor, or the buyer with the order. */
  stamp_payer: model.enum(["vendor", "buyer"]).default("vendor"),
})

/** A professional buyer: what its invoices carry. */
export const BuyerTaxIdentity = model.define("buyer_tax_identity", {
  id: model.id({ prefix: "btid" }).primaryKey(),
  customer_id: model.text().unique(),
  company: model.text(),
  tax_number: model.text(),
})

/** TVA and FODEC of a category or of one product, where they differ from the rate of its type. */
export const TaxRule = model
  .define("tax_rule", {
    id: model.id({ prefix: "taxr" }).primaryKey(),
    scope: model.enum(["category", "product"]),
    reference_id: model.text(),
    vat_percent: model.number().nullable(),
    fodec: model.boolean().nullable(),
  })
  .indexes([{ on: ["scope", "reference_id"], unique: true }])
  .checks([
    { name: "tax_rule_says_something", expression: "vat_percent IS NOT NULL OR fodec IS NOT NULL" },
    { name: "tax_rule_vat_percent", expression: "vat_percent IN (0, 7, 13, 19)" },
  ])
