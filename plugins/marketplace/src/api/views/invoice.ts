import type { MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { toCsv } from "@souk/kit/csv"
import type { Word } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { errors } from "../../domain/errors"
import { INVOICE_KINDS, type InvoiceKind } from "../../domain/invoice"
import { teifXml } from "../../domain/teif"
import { INVOICES_MODULE } from "../../modules/invoices"
import type InvoicesModuleService from "../../modules/invoices/service"
import type { InvoiceRow } from "../../modules/invoices/service"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { signedInvoice } from "../../workflows/steps/invoice-plugs"
import { invoicePdf } from "./invoice-pdf"

const millimes = z.number().int()

export const invoiceSchema = z.object({
  id: z.string(),
  kind: z.enum(INVOICE_KINDS),
  number: z.string(),
  issued_at: z.date(),
  vendor: z.object({ id: z.string(), name: z.string() }),
  order_id: z.string().nullable(),
  vendor_order_id: z.string().nullable(),
  order_number: z.string().nullable(),
  buyer_name: z.string(),
  /** The invoice that a credit note takes back. */
  credited_number: z.string().nullable(),
  ht_millimes: millimes,
  fodec_millimes: millimes,
  vat_millimes: millimes,
  due_millimes: millimes,
})

/** As its buyer reads it: nothing of the shop's own keys. */
export const buyerInvoiceSchema = invoiceSchema.pick({
  id: true,
  kind: true,
  number: true,
  issued_at: true,
  order_number: true,
  credited_number: true,
  due_millimes: true,
})

const party = z.object({
  name: z.string(),
  company: z.string().nullable(),
  tax_number: z.string().nullable(),
  address: z.array(z.string()),
})

/** With its lines, taxes and what may still be credited. */
export const invoiceDetailSchema = invoiceSchema.extend({
  seller: party,
  buyer: party,
  lines: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      reference: z.string().nullable(),
      quantity: z.number().int(),
      ht_millimes: millimes,
      vat_percent: z.number(),
      vat_millimes: millimes,
      total_millimes: millimes,
      credited_quantity: z.number().int(),
      credited_millimes: millimes,
    }),
  ),
  stamp: z.object({ amount_millimes: millimes, payer: z.enum(["issuer", "buyer"]) }).nullable(),
  due_in_words: z.string(),
  reason: z.string().nullable(),
  credit_notes: z.array(z.object({ id: z.string(), number: z.string(), due_millimes: millimes })),
})

export type InvoiceView = z.infer<typeof invoiceSchema>

/** What a buyer is given; commissions are between the vendor and the marketplace. */
export const BUYER_KINDS: InvoiceKind[] = ["invoice", "credit_note"]

export type InvoiceQuery = {
  id?: string[]
  kind?: InvoiceKind
  vendor_id?: string
  order_id?: string
  vendor_order_id?: string
  from?: string
  to?: string
  q?: string
}

type Page = { limit: number; offset: number }

const KIND_NAMES: Record<InvoiceKind, Word> = {
  invoice: { fr: "Facture", ar: "فاتورة", en: "Invoice" },
  credit_note: { fr: "Avoir", ar: "إشعار دائن", en: "Credit note" },
  commission_invoice: { fr: "Commission", ar: "عمولة", en: "Commission" },
  commission_credit_note: {
    fr: "Avoir sur commission",
    ar: "إشعار دائن للعمولة",
    en: "Commission credit note",
  },
}

/** Invoices, the newest first. */
export async function listInvoiceViews(
  container: MedusaContainer,
  { from, to, ...filters }: InvoiceQuery,
  page: Page,
): Promise<{ invoices: InvoiceView[]; count: number }> {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const [rows, count] = await invoices.listAndCountInvoices(
    {
      ...filters,
      ...((from || to) && {
        issued_at: { ...(from && { $gte: new Date(from) }), ...(to && { $lt: new Date(to) }) },
      }),
    },
    { take: page.limit, skip: page.offset, order: { issued_at: "DESC", id: "DESC" } },
  )
  // The service alone writes the content.
  const found = rows as unknown as InvoiceRow[]
  const names = await vendorNames(container, found)
  return { invoices: found.map((row) => viewOf(row, names)), count }
}

/** Invoices and credit notes of orders, as their buyer reads them, newest first. */
export async function buyerInvoiceViews(
  container: MedusaContainer,
  orderIds: string[],
): Promise<z.infer<typeof buyerInvoiceSchema>[]> {
  if (orderIds.length === 0) return []
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const rows = await invoices.listInvoices(
    { order_id: orderIds, kind: BUYER_KINDS },
    { take: 10_000, order: { issued_at: "DESC", id: "DESC" } },
  )
  // The service alone writes the content.
  return (rows as unknown as InvoiceRow[]).map((row) =>
    buyerInvoiceSchema.parse(viewOf(row, new Map())),
  )
}

export async function invoiceDetail(
  container: MedusaContainer,
  filters: { id: string; vendor_id?: string },
): Promise<z.infer<typeof invoiceDetailSchema>> {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const row = await invoices.findInvoice(filters)
  const notes = (await invoices.listInvoices(
    { credited_id: row.id },
    { take: 1000, order: { issued_at: "ASC" } },
  )) as unknown as InvoiceRow[]
  const credited = notes.flatMap((note) => note.content.lines)
  const { content } = row
  return {
    ...viewOf(row, await vendorNames(container, [row])),
    seller: content.seller,
    buyer: content.buyer,
    lines: content.lines.map((line) => {
      const mine = credited.filter((one) => one.id === line.id)
      return {
        ...line,
        credited_quantity: mine.reduce((all, one) => all + one.quantity, 0),
        credited_millimes: mine.reduce((all, one) => all + one.total_millimes, 0),
      }
    }),
    stamp: content.stamp,
    due_in_words: content.due_in_words,
    reason: content.reason,
    credit_notes: notes.map((note) => ({
      id: note.id,
      number: note.number,
      due_millimes: Number(note.due_millimes),
    })),
  }
}

function viewOf(row: InvoiceRow, names: Map<string, string>): InvoiceView {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    issued_at: row.issued_at,
    vendor: { id: row.vendor_id, name: names.get(row.vendor_id) ?? row.vendor_id },
    order_id: row.order_id,
    vendor_order_id: row.vendor_order_id,
    order_number: row.order_number,
    buyer_name: row.buyer_name,
    credited_number: row.content.credited?.number ?? null,
    ht_millimes: Number(row.ht_millimes),
    fodec_millimes: Number(row.fodec_millimes),
    vat_millimes: Number(row.vat_millimes),
    due_millimes: Number(row.due_millimes),
  }
}

async function vendorNames(container: MedusaContainer, rows: InvoiceRow[]) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const ids = [...new Set(rows.map((row) => row.vendor_id))]
  const vendors = await marketplace.listVendors(
    { id: ids },
    { select: ["id", "name"], take: ids.length || 1 },
  )
  return new Map(vendors.map(({ id, name }) => [id, name]))
}

/** Sends the document of an invoice: the PDF, or the XML of a commission invoice. */
export async function sendInvoiceFile(
  container: MedusaContainer,
  res: MedusaResponse,
  invoice: InvoiceRow,
  format: "pdf" | "xml",
): Promise<void> {
  res.setHeader("cache-control", "private, no-store")
  if (format === "pdf") {
    const file = await invoicePdf(invoice.content)
    res.type("application/pdf").attachment(`${invoice.number}.pdf`).send(file)
    return
  }
  if (!invoice.kind.startsWith("commission"))
    throw errors.no_xml_of_sale({ number: invoice.number })
  const { xml } = await signedInvoice(teifXml(invoice.content), invoice.number, container)
  res.type("application/xml").attachment(`${invoice.number}.xml`).send(xml)
}

const MOST_ROWS = 100_000
const ROWS_AT_A_TIME = 1_000

const HEADER: Record<Locale, string[]> = {
  fr: [
    "Type",
    "Numéro",
    "Date",
    "Vendeur",
    "Client",
    "Commande",
    "Facture reprise",
    "HT",
    "FODEC",
    "TVA",
    "Net",
  ],
  ar: [
    "النوع",
    "العدد",
    "التاريخ",
    "البائع",
    "الحريف",
    "الطلب",
    "الفاتورة المعنية",
    "دون الأداء",
    "الفوداك",
    "الأداء",
    "الصافي",
  ],
  en: [
    "Type",
    "Number",
    "Date",
    "Vendor",
    "Customer",
    "Order",
    "Credited invoice",
    "Before tax",
    "FODEC",
    "VAT",
    "Due",
  ],
}

/** Invoices as an accountant's file; what a credit note takes back is below zero. */
export async function invoicesFile(
  container: MedusaContainer,
  filters: InvoiceQuery,
  locale: Locale,
): Promise<string> {
  const all: InvoiceView[] = []
  for (let offset = 0; offset < MOST_ROWS; offset += ROWS_AT_A_TIME) {
    const page = await listInvoiceViews(container, filters, { limit: ROWS_AT_A_TIME, offset })
    all.push(...page.invoices)
    if (page.invoices.length < ROWS_AT_A_TIME) break
  }
  return toCsv(
    HEADER[locale],
    all.map((invoice) => {
      const sign = invoice.kind.endsWith("credit_note") ? -1 : 1
      const amount = (value: number) => ({ millimes: 0 + sign * value })
      return [
        KIND_NAMES[invoice.kind][locale],
        invoice.number,
        new Date(invoice.issued_at).toISOString(),
        invoice.vendor.name,
        invoice.buyer_name,
        invoice.order_number,
        invoice.credited_number,
        amount(invoice.ht_millimes),
        amount(invoice.fodec_millimes),
        amount(invoice.vat_millimes),
        amount(invoice.due_millimes),
      ]
    }),
  )
}
