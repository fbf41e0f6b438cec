import type { Context, InferTypeOf } from "@medusajs/framework/types"
import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, things } from "@souk/kit/errors"
import type { TaxClass } from "@souk/kit/tax"
import { errors } from "../../domain/errors"
import {
  creditedByRefund,
  creditLines,
  invoiceNumber,
  invoiceYear,
  MARKETPLACE_ISSUER,
  numbered,
  type CreditedLine,
  type InvoiceContent,
  type InvoiceDraft,
  type RefundedPart,
  type Series,
} from "../../domain/invoice"
import { taxClassOf } from "../../domain/tax"
import { readTaxFacts } from "../../providers/tax/tax-facts"
import { Invoice, InvoiceCounter, InvoiceDeposit } from "./models/invoice"
import {
  BuyerTaxIdentity,
  MarketplaceIdentity,
  TaxRule,
  VendorInvoiceSettings,
} from "./models/settings"

export type InvoiceRow = Omit<InferTypeOf<typeof Invoice>, "content"> & { content: InvoiceContent }
export type VendorInvoiceSettingsRow = InferTypeOf<typeof VendorInvoiceSettings>
export type MarketplaceIdentityRow = InferTypeOf<typeof MarketplaceIdentity>

/** An invoice that waits for its number. */
export type NewInvoice = {
  /** What it is issued for; the same one twice is issued once. */
  source: string
  issuer_id: string
  vendor_id: string
  order_id: string | null
  vendor_order_id: string | null
  prefix: string
  draft: InvoiceDraft
}

export type NewCreditNote = {
  source: string
  invoice_id: string
  prefix: string
  /** Lines of it, what a refund gave back, or all that is left. */
  asked: { lines: CreditedLine[] } | { refund: RefundedPart[] } | "rest"
  reason: string
}

export type Issued = { invoice: InvoiceRow; is_new: boolean }

type Counter = { id: string; last_sequence: number; last_issued_at: Date | null }

const models = {
  BuyerTaxIdentity,
  Invoice,
  InvoiceCounter,
  InvoiceDeposit,
  MarketplaceIdentity,
  TaxRule,
  VendorInvoiceSettings,
}

export default class InvoicesModuleService extends MedusaService(models) {
  /**
   * Gives an invoice the next number of its series and keeps it. The series' counter is locked until
   * the invoice is written: numbers follow each other, and what fails gives its number back.
   */
  @InjectTransactionManager()
  async issue(
    input: NewInvoice,
    now: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Issued> {
    return this.number_(input, null, now, context)
  }

  /**
   * Takes back an invoice, whole or in part. Never more than it: the invoice is locked, so that two
   * credit notes at once count each other.
   */
  @InjectTransactionManager()
  async credit(
    input: NewCreditNote,
    now: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Issued> {
    const knex = context.transactionManager!.getTransactionContext()!
    const [row] = await knex("invoice").where({ id: input.invoice_id }).forUpdate()
    if (!row) throw commonErrors.not_found({ what: things.invoice, id: input.invoice_id })
    const told = await this.findBySource_(input.source, context)
    if (told) return { invoice: told, is_new: false }

    const original = row as InvoiceRow
    if (original.kind !== "invoice") throw errors.not_an_invoice({ number: original.number })
    const earlier: { content: InvoiceContent }[] = await knex("invoice")
      .where({ credited_id: original.id })
      .select("content")
    const invoiced = original.content.lines
    const before = earlier.flatMap(({ content }) => content.lines)
    const { asked } = input
    const wanted =
      asked === "rest"
        ? null
        : "lines" in asked
          ? asked.lines
          : creditedByRefund(invoiced, before, asked.refund)
    const lines = creditLines(invoiced, before, wanted)
    if (!Array.isArray(lines)) {
      const { number } = original
      if (lines.kind === "nothing_left") throw errors.invoice_credited({ number })
      if (lines.kind === "line_unknown")
        throw errors.invoice_line_unknown({ number, line: lines.line_id })
      const line = invoiced.find((one) => one.id === lines.line_id)!.description
      throw errors.credited_too_much({ number, line, left: lines.left_millimes })
    }
    const { content } = original
    return this.number_(
      {
        source: input.source,
        issuer_id: original.issuer_id,
        vendor_id: original.vendor_id,
        order_id: original.order_id,
        vendor_order_id: original.vendor_order_id,
        prefix: input.prefix,
        draft: {
          ...content,
          kind: "credit_note",
          credited: { number: content.number, issued_at: content.issued_at },
          reason: input.reason,
          lines,
          // Le timbre est dû sur la facture, pas sur l'avoir.
          stamp: null,
        },
      },
      original.id,
      now,
      context,
    )
  }

  /** An invoice by its id, or the refusal that a person reads. */
  async findInvoice(filters: { id: string } & Record<string, unknown>): Promise<InvoiceRow> {
    const [invoice] = await this.listInvoices(filters, { take: 1 })
    if (!invoice) throw commonErrors.not_found({ what: things.invoice, id: filters.id })
    return asInvoice(invoice)
  }

  /** How a vendor's invoices are made, the defaults included. */
  async settingsOf(
    vendorId: string,
  ): Promise<Omit<VendorInvoiceSettingsRow, "id" | "created_at" | "updated_at" | "deleted_at">> {
    const [row] = await this.listVendorInvoiceSettings({ vendor_id: vendorId }, { take: 1 })
    return {
      vendor_id: vendorId,
      invoice_prefix: row?.invoice_prefix ?? "FAC",
      credit_note_prefix: row?.credit_note_prefix ?? "AV",
      issued_when: row?.issued_when ?? "delivered",
      is_bilingual: row?.is_bilingual ?? false,
      name_ar: row?.name_ar ?? null,
      address_ar: row?.address_ar ?? null,
      trade_register: row?.trade_register ?? null,
      footer: row?.footer ?? null,
      exemption: row?.exemption ?? null,
    }
  }

  /** How products are taxed; `vat_percent` is the rate of each where nothing says otherwise. */
  @InjectManager()
  async taxClassesOf(
    products: { id: string; vat_percent: number }[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Map<string, TaxClass>> {
    const facts = await readTaxFacts(context.manager!.getKnex(), {
      product_ids: products.map(({ id }) => id),
      shipping_option_ids: [],
    })
    return new Map(
      products.map(({ id, vat_percent }) => [
        id,
        taxClassOf({ ...facts.productOf(id), vat_percent }, facts.rules),
      ]),
    )
  }

  /** Writes what is given of a vendor's settings, and leaves the rest. */
  async saveSettings(vendorId: string, changes: Partial<VendorInvoiceSettingsRow>): Promise<void> {
    const [row] = await this.listVendorInvoiceSettings({ vendor_id: vendorId }, { take: 1 })
    if (row) await this.updateVendorInvoiceSettings({ id: row.id, ...changes })
    else await this.createVendorInvoiceSettings({ vendor_id: vendorId, ...changes })
  }

  /** Who the marketplace is; null until the operator says it. */
  async identity(): Promise<MarketplaceIdentityRow | null> {
    const [row] = await this.listMarketplaceIdentities({}, { take: 1 })
    return row ?? null
  }

  /** Says who the marketplace is; what is not given stays. */
  async saveIdentity(
    given: Pick<MarketplaceIdentityRow, "name" | "tax_number" | "address"> &
      Partial<MarketplaceIdentityRow>,
  ): Promise<MarketplaceIdentityRow> {
    const known = await this.identity()
    if (known) return await this.updateMarketplaceIdentities({ id: known.id, ...given })
    return await this.createMarketplaceIdentities({ key: MARKETPLACE_ISSUER, ...given })
  }

  /** The company that a buyer's invoices carry from now on. */
  async saveBuyerIdentity(customerId: string, given: { company: string; tax_number: string }) {
    const [known] = await this.listBuyerTaxIdentities({ customer_id: customerId }, { take: 1 })
    if (known) return await this.updateBuyerTaxIdentities({ id: known.id, ...given })
    return await this.createBuyerTaxIdentities({ customer_id: customerId, ...given })
  }

  private async number_(
    input: NewInvoice,
    creditedId: string | null,
    now: Date,
    context: Context<EntityManager>,
  ): Promise<Issued> {
    const { kind } = input.draft
    const series: Series = { issuer_id: input.issuer_id, kind, year: invoiceYear(now) }
    const counter = await this.lockCounter_(series, context)
    // Sous le verrou : deux demandes pour la même vente ne prennent qu'un numéro.
    const told = await this.findBySource_(input.source, context)
    if (told) return { invoice: told, is_new: false }

    const knex = context.transactionManager!.getTransactionContext()!
    const sequence = counter.last_sequence + 1
    const before = counter.last_issued_at ? new Date(counter.last_issued_at) : now
    const issuedAt = before > now ? before : now
    const number = invoiceNumber(input.prefix, series.year, sequence)
    const content = numbered(input.draft, number, issuedAt)
    await knex("invoice_counter")
      .where({ id: counter.id })
      .update({ last_sequence: sequence, last_issued_at: issuedAt, updated_at: now })
    const row = await this.createInvoices(
      {
        ...series,
        number,
        sequence,
        issued_at: issuedAt,
        source: input.source,
        vendor_id: input.vendor_id,
        order_id: input.order_id,
        vendor_order_id: input.vendor_order_id,
        order_number: content.order_number,
        credited_id: creditedId,
        buyer_name: content.buyer.name,
        ht_millimes: content.totals.ht_millimes,
        fodec_millimes: content.totals.fodec_millimes,
        vat_millimes: content.totals.vat_millimes,
        due_millimes: content.due_millimes,
        content: content as unknown as Record<string, unknown>,
      },
      context,
    )
    return { invoice: asInvoice(row), is_new: true }
  }

  private async lockCounter_(series: Series, context: Context<EntityManager>): Promise<Counter> {
    const knex = context.transactionManager!.getTransactionContext()!
    const id = `invc_${series.issuer_id}_${series.kind}_${series.year}`
    // Whichever of its unique keys another request's row meets first.
    await knex("invoice_counter")
      .insert({ id, ...series })
      .onConflict()
      .ignore()
    const [counter] = await knex("invoice_counter").where({ id }).forUpdate()
    return counter as Counter
  }

  private async findBySource_(
    source: string,
    context: Context<EntityManager>,
  ): Promise<InvoiceRow | null> {
    const [row] = await this.listInvoices({ source }, { take: 1 }, context)
    return row ? asInvoice(row) : null
  }
}

/** `content` is written by this service alone, from an `InvoiceContent`. */
function asInvoice(row: { content: unknown }): InvoiceRow {
  return row as unknown as InvoiceRow
}
