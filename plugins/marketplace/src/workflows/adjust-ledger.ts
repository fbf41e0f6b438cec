import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { errors } from "../domain/errors"
import { isOwnAccount, vendorOfAccount } from "../domain/ledger"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

export type PrepareAdjustmentInput = {
  reason: string
  debit_account: string
  credit_account: string
  amount_millimes: number
  actor_id: string
}

const prepareStep = createStep(
  "prepare-ledger-adjustment",
  async (input: PrepareAdjustmentInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    if (input.debit_account === input.credit_account) throw errors.same_account()
    for (const account of [input.debit_account, input.credit_account]) {
      const vendorId = vendorOfAccount(account)
      if (vendorId) await marketplace.findVendor(vendorId)
      else if (!isOwnAccount(account)) throw errors.account_unknown({ account })
    }
    const { actor_id, ...facts } = input
    const adjustment = await marketplace.createLedgerAdjustments({
      ...facts,
      prepared_by: actor_id,
    })
    return new StepResponse({ id: adjustment.id }, adjustment.id)
  },
  async (id, { container }) => {
    if (!id) return
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.deleteLedgerAdjustments(id)
  },
)

const decideStep = createStep(
  "decide-ledger-adjustment",
  async (input: { id: string; approve: boolean; actor_id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.decideAdjustment(input)
    return new StepResponse({ id: input.id })
  },
  // No undo: the ledger is append-only, and it is the only step. What was wrong is corrected by
  // another adjustment.
)

/** A correction of the ledger, waiting for a second person. */
export const prepareAdjustmentWorkflow = createWorkflow(
  "prepare-ledger-adjustment",
  (input: PrepareAdjustmentInput) => new WorkflowResponse(prepareStep(input)),
)

/** A second person approves (and books) or refuses a prepared correction. */
export const decideAdjustmentWorkflow = createWorkflow(
  "decide-ledger-adjustment",
  (input: { id: string; approve: boolean; actor_id: string }) =>
    new WorkflowResponse(decideStep(input)),
)
