import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { makesQuery } from "../../schemas"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const { kind, limit, offset } = req.validatedQuery as z.infer<typeof makesQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows, count } = await parts.listMakesByName({ kind: kind ?? null, limit, offset })
  res.json({ vehicle_makes: rows, count, limit, offset })
}
