import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decideCancellationWorkflow } from "../../../../../workflows/cancellation-requests"
import type { CancellationDecisionBody } from "../../../../order-life-routes"
import { oneVendorOrder } from "../../../../views/vendor-order"

export async function POST(
  req: AuthenticatedMedusaRequest<CancellationDecisionBody>,
  res: MedusaResponse,
) {
  const actor = req.auth_context.actor_id
  const { result } = await decideCancellationWorkflow(req.scope).run({
    input: { ...req.validatedBody, id: req.params.id!, actor },
  })
  res
    .status(result.is_open ? 201 : 200)
    .location(`/admin/vendor-orders?order_id=${result.order_id}`)
    .json({ vendor_order: await oneVendorOrder(req.scope, result.vendor_order_id) })
}
