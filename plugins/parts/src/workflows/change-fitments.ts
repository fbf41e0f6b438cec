import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { generateEntityId } from "@medusajs/framework/utils"
import type { FitmentStatus } from "../domain/fit"
import { errors } from "../domain/errors"
import { PARTS_MODULE } from "../modules/parts"
import type { ChangedFitment } from "../modules/parts/change-fitments"
import type { FitmentRow } from "../modules/parts/rows"
import type PartsModuleService from "../modules/parts/service"
import { refreshPartsWorkflow } from "./refresh-parts"

type Parts = { part_ids: string[] }

const partsOf = (rows: { part_id: string }[]) => [...new Set(rows.map(({ part_id }) => part_id))]

const setStatusesStep = createStep(
  "set-fitment-statuses",
  async (input: { ids: string[]; status: FitmentStatus }, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const changed = await parts.setFitmentStatuses(input.ids, input.status)
    return new StepResponse(changed, changed)
  },
  async (changed, { container }) => {
    if (!changed) return
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.restoreFitmentStatuses(changed)
  },
)

/** The operator verifies or disputes fitments, or gives them back to their vendors' word. */
export const decideFitmentsWorkflow = createWorkflow(
  "decide-fitments",
  (input: { ids: string[]; status: FitmentStatus }) => {
    const changed = setStatusesStep(input)
    refreshPartsWorkflow.runAsStep({ input: transform({ changed }, toParts) })
    return new WorkflowResponse(changed)
  },
)

const removeStep = createStep(
  "remove-fitments",
  async (ids: string[], { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const removed = await parts.removeFitments(ids)
    return new StepResponse(removed, removed)
  },
  async (removed, { container }) => {
    if (!removed?.length) return
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.loadCatalogue({ fitment: removed })
  },
)

/** Removes fitments: nobody claims any more that the part fits. */
export const removeFitmentsWorkflow = createWorkflow(
  "remove-fitments",
  (input: { ids: string[] }) => {
    const removed = removeStep(transform({ input }, ({ input }) => input.ids))
    refreshPartsWorkflow.runAsStep({
      input: transform({ removed }, ({ removed }) => ({ part_ids: partsOf(removed) })),
    })
    return new WorkflowResponse(removed)
  },
)

export type DeclareFitmentInput = Omit<FitmentRow, "id" | "status">

const declareStep = createStep(
  "declare-fitment",
  async (input: DeclareFitmentInput, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const row = { ...input, id: generateEntityId(undefined, "fit"), status: "declared" as const }
    if (await parts.declareFitment(row)) return new StepResponse(row.id, row.id)
    const { part_id, variant_id, position } = input
    const [known] = await parts.listFitments({ part_id, variant_id, position }, { take: 1 })
    throw errors.fitment_known({ status: known ? STATUS_NAMES[known.status] : "—" })
  },
  async (id, { container }) => {
    if (!id) return
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.removeFitments([id])
  },
)

const STATUS_NAMES = {
  declared: { fr: "déclarée", ar: "مصرّح به", en: "declared" },
  verified: { fr: "vérifiée", ar: "مؤكد", en: "verified" },
  disputed: { fr: "contestée", ar: "متنازع فيه", en: "disputed" },
} satisfies Record<FitmentStatus, object>

/** A vendor, or the operator, says that a part fits a vehicle. Answers the fitment's id. */
export const declareFitmentWorkflow = createWorkflow(
  "declare-fitment",
  (input: DeclareFitmentInput) => {
    const id = declareStep(input)
    refreshPartsWorkflow.runAsStep({
      input: transform({ input }, ({ input }): Parts => ({ part_ids: [input.part_id] })),
    })
    return new WorkflowResponse(id)
  },
)

export type DisputeFitmentInput = { part_id: string; variant_id: string; reference: string }

const disputeStep = createStep(
  "dispute-fitment",
  async (input: DisputeFitmentInput, { container }) => {
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    const changed = await parts.disputeFitment(input)
    return new StepResponse(changed, { changed, reference: input.reference })
  },
  async (done, { container }) => {
    if (!done) return
    const parts: PartsModuleService = container.resolve(PARTS_MODULE)
    await parts.undoDispute(done.changed, done.reference)
  },
)

/**
 * Un retour « ne se monte pas » met en doute ce qui disait la pièce compatible : la compatibilité
 * n'est plus affichée comme sûre tant que l'opérateur n'a pas tranché. Une fois par retour.
 */
export const disputeFitmentWorkflow = createWorkflow(
  "dispute-fitment",
  (input: DisputeFitmentInput) => {
    const changed = disputeStep(input)
    refreshPartsWorkflow.runAsStep({ input: transform({ changed }, toParts) })
    return new WorkflowResponse(changed)
  },
)

function toParts({ changed }: { changed: ChangedFitment[] }): Parts {
  return { part_ids: partsOf(changed) }
}
