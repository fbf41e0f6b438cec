import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import type { CreditedLine } from "../domain/invoice"
import { INVOICES_MODULE } from "../modules/invoices"
import type InvoicesModuleService from "../modules/invoices/service"
import type { Issued } from "../modules/invoices/service"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { refundsOf, saleInvoice } from "./steps/invoice-draft"

export type IssueInvoiceInput = {
  vendor_order_id: string
  /** Set when a vendor asks: an order of another vendor does not exist for it. */
  vendor_id?: string
}

export type CreditInvoiceInput = {
  invoice_id: string
  /** The page's: asked twice under it, issued once. */
  key: string
  /** Lines of the invoice; null: all that is left. */
  lines: CreditedLine[] | null
  reason: string
}

const told = ({ invoice, is_new }: Issued) => ({ id: invoice.id, number: invoice.number, is_new })

const issueInvoiceStep = createStep(
  "issue-sale-invoice",
  async (input: IssueInvoiceInput, { container }) => {
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const [known] = await invoices.listInvoices(
      {
        source: `sale:${input.vendor_order_id}`,
        ...(input.vendor_id && { vendor_id: input.vendor_id }),
      },
      { take: 1 },
    )
    if (known) return new StepResponse({ id: known.id, number: known.number, is_new: false })
    const issued = await invoices.issue(await saleInvoice(container, input), new Date())
    // Un remboursement décidé pendant que la facture s'écrivait n'est ni dans l'une ni dans l'autre.
    await creditRefundsOf(container, input.vendor_order_id)
    return new StepResponse(told(issued))
  },
  // No undo: an issued invoice is never taken away; a credit note is what takes it back.
)

const creditInvoiceStep = createStep(
  "issue-credit-note",
  async (input: CreditInvoiceInput, { container }) => {
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const invoice = await invoices.findInvoice({ id: input.invoice_id })
    const settings = await invoices.settingsOf(invoice.vendor_id)
    const issued = await invoices.credit(
      {
        source: `credit:${input.key}`,
        invoice_id: invoice.id,
        prefix: settings.credit_note_prefix,
        asked: input.lines ? { lines: input.lines } : "rest",
        reason: input.reason,
      },
      new Date(),
    )
    return new StepResponse(told(issued))
  },
  // No undo: as an invoice.
)

/** The invoice of a vendor order, once. Asked again, the same one. */
export const issueInvoiceWorkflow = createWorkflow(
  "issue-sale-invoice",
  (input: IssueInvoiceInput) => {
    const issued = issueInvoiceStep(input)
    when({ issued }, (data) => data.issued.is_new).then(() => {
      emitEventStep({
        eventName: SoukEvents.INVOICES_ISSUED,
        data: transform({ issued }, (data) => ({ ids: [data.issued.id] })),
      })
    })
    return new WorkflowResponse(issued)
  },
)

/** Takes back lines of an invoice, or all of it, by hand. */
export const issueCreditNoteWorkflow = createWorkflow(
  "issue-credit-note",
  (input: CreditInvoiceInput) => {
    const issued = creditInvoiceStep(input)
    when({ issued }, (data) => data.issued.is_new).then(() => {
      emitEventStep({
        eventName: SoukEvents.INVOICES_ISSUED,
        data: transform({ issued }, (data) => ({ ids: [data.issued.id] })),
      })
    })
    return new WorkflowResponse(issued)
  },
)

/**
 * A credit note for each refund of a vendor order that came after its invoice. What the marketplace
 * gave of its own is no price of the vendor's: it has none. Asked again, it does nothing.
 *
 * @returns the credit notes that this call issued.
 */
export async function creditRefundsOf(
  container: MedusaContainer,
  vendorOrderId: string,
): Promise<string[]> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const [row] = await invoices.listInvoices({ source: `sale:${vendorOrderId}` }, { take: 1 })
  if (!row) return []
  const invoice = await invoices.findInvoice({ id: row.id })
  const settings = await invoices.settingsOf(invoice.vendor_id)
  const refunds = await refundsOf(marketplace, vendorOrderId)
  const issued: string[] = []
  for (const refund of refunds) {
    const borne = refund.parts.reduce((all, part) => all + part.amount_millimes, 0)
    if (invoice.content.netted_refunds.includes(refund.id) || borne <= 0) continue
    const note = await invoices.credit(
      {
        source: `refund:${refund.id}`,
        invoice_id: invoice.id,
        prefix: settings.credit_note_prefix,
        asked: { refund: refund.parts },
        reason: refund.reason || "Annulation",
      },
      new Date(),
    )
    if (note.is_new) issued.push(note.invoice.id)
  }
  return issued
}
