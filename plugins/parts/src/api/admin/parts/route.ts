import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { localeOf } from "@souk/kit/locale"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { operatorPartsQuery } from "../../offer-schemas"
import { withCategories } from "../../operator-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const filter = req.validatedQuery as z.infer<typeof operatorPartsQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows, count } = await parts.listPartRows(filter)
  res.json({
    parts: await withCategories(req.scope, rows, localeOf(req.headers)),
    count,
    limit: filter.limit,
    offset: filter.offset,
  })
}
