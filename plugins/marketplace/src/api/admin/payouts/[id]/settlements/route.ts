import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { settlePayoutWorkflow } from "../../../../../workflows/pay-vendors"
import type { PayoutSettlementBody } from "../../../../settlement-routes"
import { payoutViews } from "../../../../views/payouts"

export async function POST(
  req: AuthenticatedMedusaRequest<PayoutSettlementBody>,
  res: MedusaResponse,
) {
  const id = req.params.id!
  await settlePayoutWorkflow(req.scope).run({
    input: { id, ...req.validatedBody, actor_id: req.auth_context.actor_id },
  })
  const [payout] = await payoutViews(req.scope, { id })
  res.status(201).location("/admin/payout-runs").json({ payout })
}
