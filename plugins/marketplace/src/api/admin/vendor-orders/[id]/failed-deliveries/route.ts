import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { recordDeliveryFailureWorkflow } from "../../../../../workflows/record-delivery-failure"
import type { FailedDeliveryBody } from "../../../../order-life-routes"
import { oneVendorOrder } from "../../../../views/vendor-order"

export async function POST(
  req: AuthenticatedMedusaRequest<FailedDeliveryBody>,
  res: MedusaResponse,
) {
  const id = req.params.id!
  const { result } = await recordDeliveryFailureWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, mover: "operator", actor: req.auth_context.actor_id },
  })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/admin/vendor-orders?order_id=${result.order_id}`)
    .json({ vendor_order: await oneVendorOrder(req.scope, id) })
}
