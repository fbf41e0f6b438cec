import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { localeOf } from "@souk/kit/locale"
import { identifier } from "@souk/kit/routes"
import { errors } from "../../../../domain/errors"
import { PARTS_MODULE } from "../../../../modules/parts"
import type PartsModuleService from "../../../../modules/parts/service"
import { decideFitmentsWorkflow, removeFitmentsWorkflow } from "../../../../workflows"
import type { decisionBody } from "../../../fitment-schemas"
import { fitmentViews } from "../../../fitment-views"

export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const id = await knownId(req)
  // Validated by the route's own body schema.
  const { status } = req.validatedBody as z.infer<typeof decisionBody>
  await decideFitmentsWorkflow(req.scope).run({ input: { ids: [id], status } })
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows } = await parts.listFitmentsByChange({ id, limit: 1, offset: 0 })
  const [fitment] = await fitmentViews(req.scope, rows, localeOf(req.headers))
  res.json({ fitment })
}

export async function DELETE(req: MedusaRequest, res: MedusaResponse) {
  const id = await knownId(req)
  await removeFitmentsWorkflow(req.scope).run({ input: { ids: [id] } })
  res.json({ id, object: "fitment", deleted: true })
}

async function knownId(req: MedusaRequest): Promise<string> {
  const id = req.params.id!
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [fitment] = identifier.safeParse(id).success
    ? await parts.listFitments({ id }, { take: 1, select: ["id"] })
    : []
  if (!fitment) throw errors.fitment_not_found({ fitment: id.slice(0, 64) })
  return fitment.id
}
