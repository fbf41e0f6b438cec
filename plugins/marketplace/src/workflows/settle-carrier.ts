import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type { RemittanceFile, RemittanceLineDecision } from "../modules/marketplace/remittances"
import type MarketplaceModuleService from "../modules/marketplace/service"

const recordStep = createStep(
  "record-remittance",
  async (input: RemittanceFile, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    return new StepResponse(await marketplace.recordRemittance(input))
  },
  // No undo: rows, deliveries and ledger are one transaction, and the ledger is append-only.
)

export type ProposeRemittanceLineInput = {
  id: string
  vendor_order_number: string
  resolution: string
  actor_id: string
}

const proposeStep = createStep(
  "propose-remittance-line",
  async (input: ProposeRemittanceLineInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.proposeRemittanceLine(input)
    return new StepResponse({ id: input.id })
  },
  // No undo: it is the only step, and a proposal books nothing.
)

const resolveStep = createStep(
  "resolve-remittance-line",
  async (input: RemittanceLineDecision, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    return new StepResponse({ delivered: await marketplace.resolveRemittanceLine(input) })
  },
  // No undo: delivery and ledger are one transaction, and the ledger is append-only.
)

const releaseStep = createStep(
  "release-remitted-orders",
  async (_input: { after: unknown }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    return new StepResponse({ released: await marketplace.releaseOrders(new Date()) })
  },
  // No undo: it releases what the facts release; the hourly job does it where this was cut short.
)

/** A carrier hands cash over: parcels are paid to the millime, the rest is set aside. */
export const recordRemittanceWorkflow = createWorkflow(
  "record-remittance",
  (input: RemittanceFile) => {
    const recorded = recordStep(input)
    emitEventStep({
      eventName: SoukEvents.VENDOR_ORDER_DELIVERED,
      data: transform(recorded, ({ delivered }) => delivered),
    })
    // L'argent encaissé dont le délai de retour est déjà passé est disponible sans attendre l'heure.
    releaseStep({ after: recorded })
    return new WorkflowResponse(recorded)
  },
)

/** Somebody says which order a row pays. */
export const proposeRemittanceLineWorkflow = createWorkflow(
  "propose-remittance-line",
  (input: ProposeRemittanceLineInput) => new WorkflowResponse(proposeStep(input)),
)

/** Somebody else accepts what a row pays, sends it back, or anybody dismisses it. */
export const resolveRemittanceLineWorkflow = createWorkflow(
  "resolve-remittance-line",
  (input: RemittanceLineDecision) => {
    const resolved = resolveStep(input)
    emitEventStep({
      eventName: SoukEvents.VENDOR_ORDER_DELIVERED,
      data: transform(resolved, ({ delivered }) => delivered),
    })
    releaseStep({ after: resolved })
    return new WorkflowResponse(resolved)
  },
)
