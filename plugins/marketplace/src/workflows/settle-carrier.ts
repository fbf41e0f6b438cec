import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import type { RemittedRow } from "../domain/remittance"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

export type RecordRemittanceInput = {
  carrier: string
  reference: string
  rows: RemittedRow[]
  actor_id: string
}

const recordStep = createStep(
  "record-remittance",
  async (input: RecordRemittanceInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    return new StepResponse(await marketplace.recordRemittance(input))
  },
  // No undo: rows, deliveries and ledger are one transaction, and the ledger is append-only.
)

export type ResolveRemittanceLineInput = {
  id: string
  accept: boolean
  resolution: string
  actor_id: string
}

const resolveStep = createStep(
  "resolve-remittance-line",
  async (input: ResolveRemittanceLineInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.resolveRemittanceLine(input)
    return new StepResponse({ id: input.id })
  },
  // No undo: it is the only step, and the ledger is append-only.
)

/** A carrier hands cash over: parcels are paid to the millime, the rest is set aside. */
export const recordRemittanceWorkflow = createWorkflow(
  "record-remittance",
  (input: RecordRemittanceInput) => {
    const recorded = recordStep(input)
    emitEventStep({
      eventName: SoukEvents.VENDOR_ORDER_DELIVERED,
      data: transform(recorded, ({ delivered }) => delivered),
    })
    return new WorkflowResponse(recorded)
  },
)

/** Somebody accepts a gap, or dismisses a row. */
export const resolveRemittanceLineWorkflow = createWorkflow(
  "resolve-remittance-line",
  (input: ResolveRemittanceLineInput) => new WorkflowResponse(resolveStep(input)),
)
