import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { identityCasesQuery } from "../../offer-schemas"
import { identityCaseView } from "../../operator-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const filter = req.validatedQuery as z.infer<typeof identityCasesQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows, count } = await parts.listIdentityCaseFiles(filter)
  const { limit, offset } = filter
  res.json({ identity_cases: rows.map(identityCaseView), count, limit, offset })
}
