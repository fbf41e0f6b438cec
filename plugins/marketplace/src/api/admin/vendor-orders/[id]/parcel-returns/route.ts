import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { returnParcelWorkflow } from "../../../../../workflows/return-parcel"
import type { ReasonBody } from "../../../../order-life-routes"
import { findRefundView } from "../../../../views/refunds"

export async function POST(req: AuthenticatedMedusaRequest<ReasonBody>, res: MedusaResponse) {
  const { result } = await returnParcelWorkflow(req.scope).run({
    input: {
      id: req.params.id!,
      reason: req.validatedBody.reason,
      actor_id: req.auth_context.actor_id,
    },
  })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/admin/order-refunds/${result.id}`)
    .json({ order_refund: await findRefundView(req.scope, result.id) })
}
