import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { localeOf } from "@souk/kit/locale"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { adminFitmentsQuery } from "../../fitment-schemas"
import { fitmentViews } from "../../fitment-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const filter = req.validatedQuery as z.infer<typeof adminFitmentsQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows, count } = await parts.listFitmentsByChange(filter)
  const fitments = await fitmentViews(req.scope, rows, localeOf(req.headers))
  res.json({ fitments, count, limit: filter.limit, offset: filter.offset })
}
