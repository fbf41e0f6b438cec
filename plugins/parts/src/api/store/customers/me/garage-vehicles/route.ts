import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PARTS_MODULE } from "../../../../../modules/parts"
import type PartsModuleService from "../../../../../modules/parts/service"
import { acceptedTexts, garageView, garageViews } from "../../../../garage-entry"
import type { GarageBody } from "../../../../garage-schemas"

type Query = { limit: number; offset: number }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows, count } = await parts.listGarage(req.auth_context.actor_id, { limit, offset })
  res.json({ garage_vehicles: await garageViews(req.scope, rows), count, limit, offset })
}

export async function POST(req: AuthenticatedMedusaRequest<GarageBody>, res: MedusaResponse) {
  const { variant_id, is_active, ...texts } = req.validatedBody
  const buyer = req.auth_context.actor_id
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { id, created } = await parts.addToGarage(buyer, {
    label: null,
    plate: null,
    vin: null,
    ...acceptedTexts(texts),
    variant_id,
    is_active,
  })
  res
    // Le garage d'un visiteur se reprend autant de fois qu'il se connecte : rien n'y est neuf deux fois.
    .status(created ? 201 : 200)
    .location(`/store/customers/me/garage-vehicles/${id}`)
    .json({ garage_vehicle: await garageView(req.scope, buyer, id) })
}
