import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { preparePayoutRunWorkflow } from "../../../workflows/pay-vendors"
import type { PayoutRunBody } from "../../settlement-routes"
import { findRunView, listRunViews } from "../../views/payouts"

type Query = { limit: number; offset: number; status?: "prepared" | "approved" | "refused" }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, status } = req.validatedQuery
  const { runs, count } = await listRunViews(
    req.scope,
    { ...(status && { status }) },
    { limit, offset },
    req.auth_context.actor_id,
  )
  res.json({ payout_runs: runs, count, limit, offset })
}

export async function POST(req: AuthenticatedMedusaRequest<PayoutRunBody>, res: MedusaResponse) {
  const { actor_id } = req.auth_context
  const { result } = await preparePayoutRunWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor_id },
  })
  res
    .status(201)
    .location(`/admin/payout-runs/${result.id}`)
    .json({ payout_run: await findRunView(req.scope, result.id, actor_id) })
}
