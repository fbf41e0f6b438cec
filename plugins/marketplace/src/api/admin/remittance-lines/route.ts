import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listRemittanceLineViews } from "../../views/settlement"

type Query = { limit: number; offset: number; status?: string; remittance_id?: string }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const { lines, count } = await listRemittanceLineViews(
    req.scope,
    filters,
    { limit, offset },
    req.auth_context.actor_id,
  )
  res.json({ remittance_lines: lines, count, limit, offset })
}
