import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { identifier } from "@souk/kit/routes"
import { errors } from "../../../../domain/errors"
import { PARTS_MODULE } from "../../../../modules/parts"
import type PartsModuleService from "../../../../modules/parts/service"
import { fullVehicleView } from "../../../vehicle-view"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  if (!identifier.safeParse(id).success)
    throw errors.vehicle_not_found({ vehicle: id.slice(0, 64) })
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [variant] = await parts.listVehicleVariants(
    { id },
    { relations: ["model", "model.make"], take: 1 },
  )
  if (!variant) throw errors.vehicle_not_found({ vehicle: id })
  res.json({ vehicle_variant: fullVehicleView(variant) })
}
