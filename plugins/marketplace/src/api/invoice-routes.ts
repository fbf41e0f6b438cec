import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, searchText, type RouteRule } from "@souk/kit/routes"
import { period } from "./route-words"
import { INVOICE_KINDS } from "../domain/invoice"
import { USUAL_VAT_PERCENT } from "@souk/kit/tax"
import { VAT_PERCENTS } from "../domain/tax"
import { buyerInvoiceSchema, invoiceDetailSchema, invoiceSchema } from "./views/invoice"

const page = { count: z.number().int(), limit: z.number().int(), offset: z.number().int() }
const prefix = z.string().regex(/^[A-Z0-9]{1,10}$/)
const phone = line(20, 8)
const optional = (max: number) => line(max).nullable().optional()
const taxNumber = line(20, 13)
const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

const filters = {
  kind: z.enum(INVOICE_KINDS).optional(),
  order_id: identifier.optional(),
  vendor_order_id: identifier.optional(),
  ...period,
  q: searchText.optional(),
}
const operatorFilters = { ...filters, vendor_id: identifier.optional() }
const fileQuery = z.object({ format: z.enum(["pdf", "xml"]).default("pdf") })

export type InvoiceFileQuery = z.infer<typeof fileQuery>

const invoiceList = z.object({ invoices: z.array(invoiceSchema), ...page })
const invoiceAnswer = z.object({ invoice: invoiceDetailSchema })

/** What a vendor decides of its own invoices. */
const vendorSettings = {
  invoice_prefix: prefix.optional(),
  credit_note_prefix: prefix.optional(),
  issued_when: z.enum(["confirmed", "delivered"]).optional(),
  is_bilingual: z.boolean().optional(),
  name_ar: optional(120),
  address_ar: optional(200),
  trade_register: optional(40),
  footer: optional(400),
}
export type VendorInvoiceSettingsBody = z.infer<typeof vendorSettingsBody>
const vendorSettingsBody = z.object(vendorSettings)
export type OperatorVendorSettingsBody = z.infer<typeof operatorVendorSettingsBody>
const operatorVendorSettingsBody = z.object({ ...vendorSettings, exemption: optional(200) })

export const vendorInvoiceSettingsSchema = z.object({
  vendor_id: z.string(),
  invoice_prefix: z.string(),
  credit_note_prefix: z.string(),
  issued_when: z.enum(["confirmed", "delivered"]),
  is_bilingual: z.boolean(),
  name_ar: z.string().nullable(),
  address_ar: z.string().nullable(),
  trade_register: z.string().nullable(),
  footer: z.string().nullable(),
  exemption: z.string().nullable(),
})

export type MarketplaceIdentityBody = z.infer<typeof identityBody>
const identityBody = z.object({
  name: line(120, 2),
  tax_number: taxNumber,
  trade_register: optional(40),
  address: line(200, 3),
  phone: phone.nullable().optional(),
  email: z.email().max(120).nullable().optional(),
  footer: optional(400),
  invoice_prefix: prefix.optional(),
  credit_note_prefix: prefix.optional(),
  stamp_millimes: z.number().int().min(0).max(100_000).optional(),
  stamp_payer: z.enum(["vendor", "buyer"]).optional(),
})

export const identitySchema = z.object({
  name: z.string(),
  tax_number: z.string(),
  trade_register: z.string().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  footer: z.string().nullable(),
  invoice_prefix: z.string(),
  credit_note_prefix: z.string(),
  stamp_millimes: z.number().int(),
  stamp_payer: z.enum(["vendor", "buyer"]),
})

export type CreditNoteBody = z.infer<typeof creditNoteBody>
const creditNoteBody = z.object({
  /** The page's own: sent twice, it makes one credit note. */
  key: identifier,
  reason: line(300, 3),
  /** Not given: all that is left of the invoice. */
  lines: z
    .array(
      z
        .strictObject({
          line_id: identifier,
          quantity: z.number().int().min(1).max(100_000).optional(),
          amount_millimes: z.number().int().min(1).max(1_000_000_000).optional(),
        })
        .refine((one) => one.quantity !== undefined || one.amount_millimes !== undefined),
    )
    .min(1)
    .max(500)
    .optional(),
})

export type CommissionInvoicesBody = z.infer<typeof commissionInvoicesBody>
const commissionInvoicesBody = z.object({ month, vendor_id: identifier.optional() })

const taxRuleSchema = z.object({
  id: z.string(),
  scope: z.enum(["category", "product"]),
  reference_id: z.string(),
  /** Of the category or the product. */
  name: z.string(),
  vat_percent: z.number().int().nullable(),
  fodec: z.boolean().nullable(),
})

export type TaxRuleBody = z.infer<typeof taxRuleBody>
const taxRuleBody = z.object({
  scope: z.enum(["category", "product"]),
  reference_id: identifier,
  vat_percent: z
    .number()
    .int()
    .refine((rate) => (VAT_PERCENTS as readonly number[]).includes(rate))
    .nullable()
    .default(null),
  fodec: z.boolean().nullable().default(null),
})

export type TaxIdentityBody = z.infer<typeof taxIdentityBody>
const taxIdentityBody = z.object({ company: line(120, 2), tax_number: taxNumber })
const taxIdentityAnswer = z.object({
  tax_identity: z
    .object({ company: z.string(), tax_number: z.string(), key_matches: z.boolean() })
    .nullable(),
})

export type TaxClassQuery = z.infer<typeof taxClassQuery>
const taxClassQuery = z.object({
  category_id: identifier.optional(),
  /** What it is taxed where no rule says otherwise. */
  vat_percent: z.coerce.number().int().min(0).max(100).default(USUAL_VAT_PERCENT),
})

/** The doors of invoices and of what is printed on them. */
export const invoiceRules: RouteRule[] = [
  {
    method: "GET",
    path: "/admin/invoices",
    who: "operator",
    summary: "Invoices and credit notes of all vendors and of the marketplace, newest first",
    query: listQuery.extend(operatorFilters),
    response: invoiceList,
  },
  {
    method: "GET",
    path: "/admin/invoices/:id",
    who: "operator",
    summary: "An invoice with its lines and its credit notes",
    response: invoiceAnswer,
  },
  {
    method: "GET",
    path: "/admin/invoices/:id/files",
    who: "operator",
    summary: "The invoice's document: PDF, or for a commission invoice unsigned TEIF XML",
    query: fileQuery,
  },
  {
    method: "GET",
    path: "/admin/invoice-files",
    who: "operator",
    summary: "Invoices as a CSV file, at most 100 000",
    query: z.object(operatorFilters),
  },
  {
    method: "POST",
    path: "/admin/invoices/:id/credit-notes",
    who: "operator",
    summary: "Takes back lines of an invoice, or all that is left of it",
    body: creditNoteBody,
    response: invoiceAnswer,
  },
  {
    method: "POST",
    path: "/admin/commission-invoices",
    who: "operator",
    summary: "Invoices the commission of a finished month, once per vendor and month",
    body: commissionInvoicesBody,
    response: z.object({ invoices: z.array(invoiceSchema), count: z.number().int() }),
  },
  {
    method: "GET",
    path: "/admin/invoice-settings",
    who: "operator",
    summary: "Who the marketplace is on its own invoices; null until it is said",
    response: z.object({ invoice_settings: identitySchema.nullable() }),
  },
  {
    method: "POST",
    path: "/admin/invoice-settings",
    who: "operator",
    summary: "Says who the marketplace is on its own invoices",
    body: identityBody,
    response: z.object({ invoice_settings: identitySchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/vendors/:id/invoice-settings",
    who: "operator",
    summary: "How a vendor's invoices are made",
    response: z.object({ invoice_settings: vendorInvoiceSettingsSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendors/:id/invoice-settings",
    who: "operator",
    summary: "Changes how a vendor's invoices are made, and whether it is exempt from TVA",
    body: operatorVendorSettingsBody,
    response: z.object({ invoice_settings: vendorInvoiceSettingsSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/tax-rules",
    who: "operator",
    summary: "TVA and FODEC of categories and products that differ from their usual rate",
    query: listQuery.extend({ reference_id: identifier.optional() }),
    response: z.object({ tax_rules: z.array(taxRuleSchema), ...page }),
  },
  {
    method: "POST",
    path: "/admin/tax-rules",
    who: "operator",
    summary: "Sets TVA or FODEC of a category or a product, for the orders to come",
    body: taxRuleBody,
    response: z.object({ tax_rule: taxRuleSchema }),
  },
  {
    method: "DELETE",
    path: "/admin/tax-rules/:id",
    who: "operator",
    summary: "Takes a tax rule away, for the orders to come",
    response: z.object({ id: z.string(), deleted: z.boolean() }),
  },
  {
    method: "GET",
    path: "/vendor/tax-classes",
    who: "vendor",
    summary: "How a thing of a category would be taxed when this vendor sells it",
    query: taxClassQuery,
    response: z.object({
      tax_class: z.object({ vat_percent: z.number().int(), fodec: z.boolean() }),
    }),
  },
  {
    method: "GET",
    path: "/vendor/invoices",
    who: "vendor",
    summary: "The vendor's invoices and credit notes, and what the marketplace invoices it",
    query: listQuery.extend(filters),
    response: invoiceList,
  },
  {
    method: "GET",
    path: "/vendor/invoices/:id",
    who: "vendor",
    summary: "One of the vendor's invoices",
    response: invoiceAnswer,
  },
  {
    method: "GET",
    path: "/vendor/invoices/:id/files",
    who: "vendor",
    summary: "The document of one of the vendor's invoices",
    query: fileQuery,
  },
  {
    method: "GET",
    path: "/vendor/invoice-files",
    who: "vendor",
    summary: "The vendor's invoices as a CSV file",
    query: z.object(filters),
  },
  {
    method: "GET",
    path: "/vendor/invoice-settings",
    who: "vendor",
    summary: "How the vendor's invoices are made",
    response: z.object({ invoice_settings: vendorInvoiceSettingsSchema }),
  },
  {
    method: "POST",
    path: "/vendor/invoice-settings",
    who: "vendor",
    summary: "Changes how the vendor's invoices are made",
    body: vendorSettingsBody,
    response: z.object({ invoice_settings: vendorInvoiceSettingsSchema }),
    status: 200,
  },
  {
    method: "POST",
    path: "/vendor/orders/:id/invoices",
    who: "vendor",
    summary: "Issues the invoice of a confirmed order now; asked again, the same one",
    response: invoiceAnswer,
  },
  {
    method: "GET",
    path: "/store/tracked-orders/:token/invoices",
    who: "public",
    summary: "Invoices and credit notes of an order, by its secret tracking token",
    response: z.object({ invoices: z.array(buyerInvoiceSchema), count: z.number().int() }),
  },
  {
    method: "GET",
    path: "/store/tracked-orders/:token/invoices/:id",
    who: "public",
    summary: "An invoice of an order as a PDF, by its secret tracking token",
  },
  {
    method: "GET",
    path: "/store/customers/me/invoices",
    who: "buyer",
    summary: "The signed-in buyer's invoices and credit notes, newest first",
    query: listQuery,
    response: z.object({ invoices: z.array(buyerInvoiceSchema), ...page }),
  },
  {
    method: "GET",
    path: "/store/customers/me/invoices/:id",
    who: "buyer",
    summary: "One of the signed-in buyer's invoices as a PDF",
  },
  {
    method: "GET",
    path: "/store/customers/me/tax-identities",
    who: "buyer",
    summary: "The signed-in buyer's company and matricule fiscal, or null",
    response: taxIdentityAnswer,
  },
  {
    method: "POST",
    path: "/store/customers/me/tax-identities",
    who: "buyer",
    summary: "The company and matricule fiscal that the buyer's invoices carry from now on",
    body: taxIdentityBody,
    response: taxIdentityAnswer,
    status: 200,
  },
  {
    method: "DELETE",
    path: "/store/customers/me/tax-identities",
    who: "buyer",
    summary: "Takes the company and matricule fiscal off the invoices to come",
    response: taxIdentityAnswer,
  },
]
