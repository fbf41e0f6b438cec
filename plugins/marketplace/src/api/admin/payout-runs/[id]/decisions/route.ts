import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decidePayoutRunWorkflow } from "../../../../../workflows/pay-vendors"
import { findRunView } from "../../../../views/payouts"

type Body = { decision: "approved" | "refused" }

export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse) {
  const id = req.params.id!
  const { actor_id } = req.auth_context
  await decidePayoutRunWorkflow(req.scope).run({
    input: { id, approve: req.validatedBody.decision === "approved", actor_id },
  })
  res
    .status(201)
    .location(`/admin/payout-runs/${id}`)
    .json({ payout_run: await findRunView(req.scope, id, actor_id) })
}
