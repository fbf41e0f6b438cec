import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import { refreshPartsWorkflow } from "./refresh-parts"

export type NameBrandInput = { brand_id: string } & (
  { name: string } | { removed_alias_id: string }
)

/** Writes or removes the name. Undone by hand, as it was done: the other call. */
const nameBrandStep = createStep("name-brand", async (input: NameBrandInput, { container }) => {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  if ("name" in input) await parts.addBrandAlias(input.brand_id, input.name)
  else await parts.removeBrandAlias(input.brand_id, input.removed_alias_id)
  const owned = await parts.listParts(
    { brand_id: input.brand_id },
    { select: ["id"], take: null as unknown as number /* core's way to say: all */ },
  )
  return new StepResponse(owned.map(({ id }) => id))
})

/** Gives a brand another name, or takes one back: its parts are found by it from then on. */
export const nameBrandWorkflow = createWorkflow("name-brand", (input: NameBrandInput) => {
  const partIds = nameBrandStep(input)
  refreshPartsWorkflow.runAsStep({
    input: transform({ partIds }, ({ partIds }) => ({ part_ids: partIds })),
  })
  return new WorkflowResponse(partIds)
})
