import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { reasonOf } from "@souk/kit/errors"
import { SoukEvents } from "@souk/kit/events"
import { INVOICES_MODULE } from "../modules/invoices"
import type InvoicesModuleService from "../modules/invoices/service"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { creditRefundsOf } from "./issue-invoices"
import { saleInvoice } from "./steps/invoice-draft"

export type IssueDueInput = {
  /** Only these vendor orders; else those that moved within `within_days`. */
  vendor_order_ids?: string[]
  within_days?: number
}

const PAGE = 500

type Moved = { id: string; vendor_id: string; status: string }

/** Orders a vendor invoices by now, and those whose refunds may want a credit note. */
async function movedOrders(
  marketplace: MarketplaceModuleService,
  input: IssueDueInput,
): Promise<Moved[]> {
  const since = new Date(Date.now() - (input.within_days ?? 3) * 86_400_000)
  // Un remboursement ne touche pas toujours la commande elle-même.
  const refunded = input.vendor_order_ids
    ? []
    : await marketplace.listOrderRefundShares(
        { created_at: { $gte: since } },
        { select: ["vendor_order_id"], take: 10_000 },
      )
  const filters = input.vendor_order_ids
    ? { id: input.vendor_order_ids }
    : {
        $or: [
          { updated_at: { $gte: since } },
          { id: refunded.map((share) => share.vendor_order_id) },
        ],
      }
  const moved: Moved[] = []
  for (let skip = 0; ; skip += PAGE) {
    const page = await marketplace.listVendorOrders(
      { ...filters, status: ["confirmed", "shipped", "undelivered", "delivered", "cancelled"] },
      { select: ["id", "vendor_id", "status"], take: PAGE, skip, order: { id: "ASC" } },
    )
    moved.push(...page)
    if (page.length < PAGE) return moved
  }
}

const issueDueStep = createStep(
  "issue-due-invoices",
  async (input: IssueDueInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const moved = await movedOrders(marketplace, input)
    const known = new Set(
      (
        await invoices.listInvoices(
          { source: moved.map(({ id }) => `sale:${id}`) },
          { select: ["source"], take: moved.length || 1 },
        )
      ).map(({ source }) => source),
    )
    const early = new Set(
      (
        await invoices.listVendorInvoiceSettings(
          { issued_when: "confirmed" },
          { select: ["vendor_id"], take: 10_000 },
        )
      ).map(({ vendor_id }) => vendor_id),
    )
    const refunded = await uncredited(
      container,
      moved.map(({ id }) => id),
    )
    const isDue = ({ vendor_id, status }: Moved) =>
      status === "delivered" ||
      (early.has(vendor_id) && ["confirmed", "shipped", "undelivered"].includes(status))

    const issued: string[] = []
    for (const order of moved) {
      const hasInvoice = known.has(`sale:${order.id}`)
      if (hasInvoice ? !refunded.has(order.id) : !isDue(order)) continue
      issued.push(...(await settle(container, order.id, hasInvoice)))
    }
    return new StepResponse(issued)
  },
  // No undo: an issued invoice is never taken away.
)

/** Those of the orders that have a refund without a credit note of its own. */
async function uncredited(
  container: MedusaContainer,
  vendorOrderIds: string[],
): Promise<Set<string>> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const shares = await marketplace.listOrderRefundShares(
    { vendor_order_id: vendorOrderIds },
    { select: ["id", "vendor_order_id"], take: 10_000 },
  )
  const notes = await invoices.listInvoices(
    { source: shares.map(({ id }) => `refund:${id}`) },
    { select: ["source"], take: shares.length || 1 },
  )
  const credited = new Set(notes.map(({ source }) => source))
  return new Set(
    shares.filter(({ id }) => !credited.has(`refund:${id}`)).map((share) => share.vendor_order_id),
  )
}

/** One order that cannot be invoiced stops no other: its reason is in the log. */
async function settle(container: MedusaContainer, vendorOrderId: string, hasInvoice: boolean) {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  try {
    const issued: string[] = []
    if (!hasInvoice) {
      const draft = await saleInvoice(container, { vendor_order_id: vendorOrderId })
      const { invoice, is_new } = await invoices.issue(draft, new Date())
      if (is_new) issued.push(invoice.id)
    }
    return [...issued, ...(await creditRefundsOf(container, vendorOrderId))]
  } catch (error) {
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const reason = reasonOf(error)
    logger.warn(`Vendor order ${vendorOrderId} is not invoiced: ${reason}`)
    return []
  }
}

/**
 * Issues the invoices that are due and the credit notes of refunds that came after: what events
 * lost, a killed process left, or nobody asked for. Asked again, it does nothing.
 */
export const issueDueInvoicesWorkflow = createWorkflow(
  "issue-due-invoices",
  (input: IssueDueInput) => {
    const issued = issueDueStep(input)
    when({ issued }, (data) => data.issued.length > 0).then(() => {
      emitEventStep({
        eventName: SoukEvents.INVOICES_ISSUED,
        data: transform({ issued }, (data) => ({ ids: data.issued })),
      })
    })
    return new WorkflowResponse(issued)
  },
)
