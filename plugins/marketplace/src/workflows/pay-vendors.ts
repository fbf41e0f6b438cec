import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

/** Who prepares the run of the week. */
export const SCHEDULE_ACTOR = "schedule"

export type PreparePayoutRunInput = { minimum_millimes?: number; actor_id: string }
export type DecidePayoutRunInput = { id: string; approve: boolean; actor_id: string }
export type SettlePayoutInput = {
  id: string
  outcome: "paid" | "rejected"
  note: string | null
  actor_id: string
}

const prepareStep = createStep(
  "prepare-payout-run",
  async (input: PreparePayoutRunInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const { id } = await marketplace.preparePayoutRun({
      minimum_millimes: input.minimum_millimes ?? marketplace.payoutMinimumMillimes,
      actor_id: input.actor_id,
      now: new Date(),
    })
    return new StepResponse({ id })
  },
  // No undo: it is the only step, and a run that is prepared draws nothing until it is approved.
)

const decideStep = createStep(
  "decide-payout-run",
  async (input: DecidePayoutRunInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.decidePayoutRun(input)
    return new StepResponse({ id: input.id })
  },
  // No undo: the ledger is append-only, and it is the only step.
)

const settleStep = createStep(
  "settle-payout",
  async (input: SettlePayoutInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.settlePayout(input)
    return new StepResponse({ id: input.id })
  },
  // No undo: as above.
)

/** Plans who is paid what is available, and who is not and why. Nothing is drawn yet. */
export const preparePayoutRunWorkflow = createWorkflow(
  "prepare-payout-run",
  (input: PreparePayoutRunInput) => new WorkflowResponse(prepareStep(input)),
)

/** A second person approves the run, which draws the money, or refuses it. */
export const decidePayoutRunWorkflow = createWorkflow(
  "decide-payout-run",
  (input: DecidePayoutRunInput) => new WorkflowResponse(decideStep(input)),
)

/** What the bank did of one transfer: paid, or rejected and owed again. */
export const settlePayoutWorkflow = createWorkflow(
  "settle-payout",
  (input: SettlePayoutInput) => new WorkflowResponse(settleStep(input)),
)
