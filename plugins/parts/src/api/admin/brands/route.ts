import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { brandsQuery } from "../../offer-schemas"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const filter = req.validatedQuery as z.infer<typeof brandsQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows, count } = await parts.listBrandFiles(filter)
  res.json({ brands: rows, count, limit: filter.limit, offset: filter.offset })
}
