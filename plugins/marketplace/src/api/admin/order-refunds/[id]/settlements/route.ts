import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { settleRefundWorkflow } from "../../../../../workflows/refund-order"
import { findRefundView } from "../../../../views/refunds"

type Body = { reference: string }

export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse) {
  const id = req.params.id!
  await settleRefundWorkflow(req.scope).run({
    input: { id, ...req.validatedBody, actor_id: req.auth_context.actor_id },
  })
  res
    .status(201)
    .location(`/admin/order-refunds/${id}`)
    .json({ order_refund: await findRefundView(req.scope, id) })
}
