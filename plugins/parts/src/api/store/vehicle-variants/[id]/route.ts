import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { identifier } from "@souk/kit/routes"
import { errors } from "../../../../domain/errors"
import { vehicleFullName } from "../../../../domain/vehicle-label"
import { PARTS_MODULE } from "../../../../modules/parts"
import type PartsModuleService from "../../../../modules/parts/service"
import { vehicleView } from "../../../vehicle-view"

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
  const { model } = variant
  const { make } = model
  res.json({
    vehicle_variant: {
      ...vehicleView({ ...variant, model_id: model.id }),
      make: { id: make.id, name: make.name },
      model: { id: model.id, name: model.name },
      full_name: vehicleFullName(make.name, model.name, variant),
    },
  })
}
