import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { errors } from "../../../../../../domain/errors"
import { PARTS_MODULE } from "../../../../../../modules/parts"
import type PartsModuleService from "../../../../../../modules/parts/service"
import { acceptedTexts, garageView } from "../../../../../garage-entry"
import type { GarageChangeBody } from "../../../../../garage-schemas"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const buyer = req.auth_context.actor_id
  res.json({ garage_vehicle: await garageView(req.scope, buyer, req.params.id!) })
}

export async function POST(req: AuthenticatedMedusaRequest<GarageChangeBody>, res: MedusaResponse) {
  const { is_active, ...texts } = req.validatedBody
  const buyer = req.auth_context.actor_id
  const id = req.params.id!
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const change = { ...acceptedTexts(texts), ...(is_active !== undefined && { is_active }) }
  if (!(await parts.changeInGarage(buyer, id, change))) throw errors.garage_vehicle_not_found()
  res.json({ garage_vehicle: await garageView(req.scope, buyer, id) })
}

export async function DELETE(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  if (!(await parts.removeFromGarage(req.auth_context.actor_id, id))) {
    throw errors.garage_vehicle_not_found()
  }
  res.json({ id, object: "garage_vehicle", deleted: true })
}
