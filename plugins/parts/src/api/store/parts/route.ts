import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import type { PartsQuery } from "../../schemas"
import { listParts } from "./list-parts"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const query = req.validatedQuery as PartsQuery
  res.json(await listParts(req.scope, query, localeOf(req.headers)))
}
