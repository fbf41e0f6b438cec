import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { suggestParts } from "../parts/suggest-parts"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const { q, vehicle } = req.validatedQuery as { q: string; vehicle?: string }
  res.json({
    suggestions: await suggestParts(req.scope, q, vehicle ?? null, localeOf(req.headers)),
  })
}
