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
import type MarketplaceModuleService from "../modules/marketplace/service"

export type RequestBankChangeInput = { vendor_id: string; rib: string; actor_id: string }
export type DecideBankChangeInput = {
  id: string
  confirm: boolean
  note: string
  actor_id: string
}

const requestStep = createStep(
  "request-bank-change",
  async (input: RequestBankChangeInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    return new StepResponse(await marketplace.requestBankChange(input))
  },
  // No undo: it is the last step that writes, and the trail of requests is kept.
)

const withdrawStep = createStep(
  "withdraw-bank-change",
  async (input: { vendor_id: string; actor_id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.withdrawBankChange(input)
    return new StepResponse(null)
  },
  // No undo: as above.
)

const decideStep = createStep(
  "decide-bank-change",
  async (input: DecideBankChangeInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const { vendor_id } = await marketplace.decideBankChange(input)
    return new StepResponse({ id: vendor_id })
  },
  // No undo: as above.
)

/** A vendor asks for another account, and is not paid until somebody confirms it. */
export const requestBankChangeWorkflow = createWorkflow(
  "request-bank-change",
  (input: RequestBankChangeInput) => {
    const requested = requestStep(input)
    emitEventStep({ eventName: SoukEvents.BANK_CHANGE_REQUESTED, data: requested })
    return new WorkflowResponse(requested)
  },
)

/** A vendor gives up its request: it is paid on the account it had. */
export const withdrawBankChangeWorkflow = createWorkflow(
  "withdraw-bank-change",
  (input: { vendor_id: string; actor_id: string }) => new WorkflowResponse(withdrawStep(input)),
)

/** Another person confirms the account, which is the vendor's from then on, or refuses it. */
export const decideBankChangeWorkflow = createWorkflow(
  "decide-bank-change",
  (input: DecideBankChangeInput) => {
    const decided = decideStep(input)
    emitEventStep({ eventName: SoukEvents.VENDOR_UPDATED, data: decided })
    emitEventStep({
      eventName: SoukEvents.BANK_CHANGE_DECIDED,
      data: transform(input, ({ id }) => ({ id })),
    }).config({ name: "tell-bank-change-decided" })
    return new WorkflowResponse(decided)
  },
)
