import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { PARTS_MODULE } from "../modules/parts"
import type { CaseDecision, SplitInput } from "../modules/parts/identity"
import type PartsModuleService from "../modules/parts/service"
import { assertKnown } from "./create-vendor-offer"
import { followIdentityStep } from "./follow-identity"
import { refreshOffersWorkflow } from "./refresh-offers"

// Une décision est écrite d'un seul tenant et ne se défait pas : la même, demandée de nouveau, reprend
// ce qui la suit (vente, recherche) là où cela s'était arrêté. None of these steps has an undo.

const decideCaseStep = createStep(
  "decide-identity-case",
  async (decision: CaseDecision, { container }) => {
    if (decision.decision === "accept") await assertKnown(container, decision)
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    return new StepResponse(await parts.decideIdentityCase(decision))
  },
)

const mergePartsStep = createStep(
  "merge-parts",
  async (input: { from_part_id: string; into_part_id: string }, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    return new StepResponse(await parts.mergeParts(input.from_part_id, input.into_part_id))
  },
)

const splitPartStep = createStep("split-part", async (input: SplitInput, { container }) => {
  await assertKnown(container, input)
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  return new StepResponse(await parts.splitPart(input))
})

type Touched = Parameters<typeof followIdentityStep>[0]

/** What follows any change of identity: on sale or not, taxed as the part, and told to search. */
function follow(offerIds: Touched) {
  followIdentityStep(offerIds)
  refreshOffersWorkflow.runAsStep({
    input: transform({ offerIds }, ({ offerIds }) => ({ offer_ids: offerIds, touched: true })),
  })
}

export const decideIdentityCaseWorkflow = createWorkflow(
  "decide-identity-case",
  (input: CaseDecision) => {
    const decided = decideCaseStep(input)
    follow(transform({ decided }, ({ decided }) => decided.offer_ids))
    return new WorkflowResponse(decided)
  },
)

export const mergePartsWorkflow = createWorkflow(
  "merge-parts",
  (input: { from_part_id: string; into_part_id: string }) => {
    const merged = mergePartsStep(input)
    follow(transform({ merged }, ({ merged }) => merged.offer_ids))
    return new WorkflowResponse(merged)
  },
)

export const splitPartWorkflow = createWorkflow("split-part", (input: SplitInput) => {
  const split = splitPartStep(input)
  follow(transform({ split }, ({ split }) => split.offer_ids))
  return new WorkflowResponse(split)
})
