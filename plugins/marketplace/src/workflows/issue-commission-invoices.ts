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
import { commissionLines, monthPeriod } from "../domain/commission-invoice"
import { errors } from "../domain/errors"
import { MARKETPLACE_ISSUER, type Party } from "../domain/invoice"
import { teifXml } from "../domain/teif"
import { INVOICES_MODULE } from "../modules/invoices"
import type InvoicesModuleService from "../modules/invoices/service"
import type { MarketplaceIdentityRow } from "../modules/invoices/service"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { vendorParty } from "./steps/invoice-draft"
import { depositInvoice } from "./steps/invoice-plugs"

export type IssueCommissionsInput = {
  /** `2026-11`. */
  month: string
  vendor_id?: string
}

const issueCommissionsStep = createStep(
  "issue-commission-invoices",
  async (input: IssueCommissionsInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const now = new Date()
    const period = monthPeriod(input.month)
    if (period.to > now) throw errors.month_not_over({ month: input.month })
    const identity = await invoices.identity()
    if (!identity) throw errors.marketplace_identity_missing()

    const movements = await marketplace.commissionMovements({
      ...period,
      vendor_id: input.vendor_id,
    })
    const issued: { id: string; is_new: boolean }[] = []
    for (const vendorId of new Set(movements.map((movement) => movement.vendor_id))) {
      const mine = movements.filter((movement) => movement.vendor_id === vendorId)
      const drawn = commissionLines(mine, input.month, marketplace.commissionVatBps)
      if (!drawn) continue
      const vendor = await marketplace.findVendor(vendorId)
      const isCredit = drawn.kind === "commission_credit_note"
      const { invoice, is_new } = await invoices.issue(
        {
          source: `commission:${vendorId}:${input.month}`,
          issuer_id: MARKETPLACE_ISSUER,
          vendor_id: vendorId,
          order_id: null,
          vendor_order_id: null,
          prefix: isCredit ? identity.credit_note_prefix : identity.invoice_prefix,
          draft: {
            kind: drawn.kind,
            currency_code: "tnd",
            is_bilingual: false,
            seller: marketplaceParty(identity),
            buyer: await vendorParty(container as MedusaContainer, vendor),
            order_number: null,
            netted_refunds: [],
            ordered_at: null,
            period: { from: period.first_day, to: period.last_day },
            credited: null,
            reason: null,
            lines: drawn.lines,
            // Le montant est celui du grand livre : la place de marché garde le timbre à sa charge.
            stamp: isCredit
              ? null
              : { amount_millimes: identity.stamp_millimes, payer: "issuer" as const },
            exemption: null,
            footer: identity.footer,
          },
        },
        now,
      )
      issued.push({ id: invoice.id, is_new })
    }
    if (issued.length === 0) throw errors.no_commission({ month: input.month })
    return new StepResponse(issued)
  },
  // No undo: an issued invoice is never taken away.
)

/** Where a signer and a deposit are plugged in, each invoice is deposited once. */
const depositStep = createStep(
  "deposit-commission-invoices",
  async (issued: { id: string }[], { container }) => {
    const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const ids = issued.map(({ id }) => id)
    const done = await invoices.listInvoiceDeposits({ invoice_id: ids }, { take: ids.length || 1 })
    for (const id of ids.filter((one) => !done.some((deposit) => deposit.invoice_id === one))) {
      const { content, number } = await invoices.findInvoice({ id })
      try {
        const reference = await depositInvoice(teifXml(content), number, container)
        if (reference) await invoices.createInvoiceDeposits({ invoice_id: id, reference })
      } catch (error) {
        // La facture est émise : le dépôt se retente au prochain passage.
        logger.error(`Invoice ${number} could not be deposited: ${reasonOf(error)}`)
      }
    }
    return new StepResponse(ids)
  },
  // No undo: what the platform received stays there.
)

function marketplaceParty(identity: MarketplaceIdentityRow): Party {
  return {
    name: identity.name,
    company: null,
    tax_number: identity.tax_number,
    trade_register: identity.trade_register,
    address: [identity.address],
    phone: identity.phone,
    email: identity.email,
    name_ar: null,
    address_ar: null,
  }
}

/**
 * The commission of a finished month, invoiced to each vendor: once per vendor and month, equal to
 * what the ledger took, with its TVA. A month that gave back more than it took ends in a credit note.
 */
export const issueCommissionInvoicesWorkflow = createWorkflow(
  "issue-commission-invoices",
  (input: IssueCommissionsInput) => {
    const issued = issueCommissionsStep(input)
    depositStep(issued)
    const fresh = transform({ issued }, (data) =>
      data.issued.filter(({ is_new }) => is_new).map(({ id }) => id),
    )
    when({ fresh }, (data) => data.fresh.length > 0).then(() => {
      emitEventStep({
        eventName: SoukEvents.INVOICES_ISSUED,
        data: transform({ fresh }, (data) => ({ ids: data.fresh })),
      })
    })
    return new WorkflowResponse(issued)
  },
)
