import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { variantsQuery } from "../../schemas"
import { vehicleView } from "../../vehicle-view"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const { model_id, limit, offset } = req.validatedQuery as z.infer<typeof variantsQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [variants, count] = await parts.listAndCountVehicleVariants(
    { model_id },
    {
      order: { from_month: "ASC", generation: "ASC", name: "ASC", id: "ASC" },
      take: limit,
      skip: offset,
    },
  )
  res.json({ vehicle_variants: variants.map(vehicleView), count, limit, offset })
}
