import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findRunView } from "../../../views/payouts"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { actor_id } = req.auth_context
  res.json({ payout_run: await findRunView(req.scope, req.params.id!, actor_id) })
}
