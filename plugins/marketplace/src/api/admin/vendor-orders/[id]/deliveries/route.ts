import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { moveVendorOrderWorkflow } from "../../../../../workflows/move-vendor-order"
import { listVendorOrderViews, vendorOrderSchema } from "../../../../views/vendor-order"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  await moveVendorOrderWorkflow(req.scope).run({
    input: { id, to: "delivered", mover: "operator", actor: req.auth_context.actor_id },
  })
  const { orders } = await listVendorOrderViews(req.scope, { id }, { limit: 1, offset: 0 })
  res
    .status(201)
    .location(`/admin/vendor-orders?order_id=${orders[0]!.order_id}`)
    .json({ vendor_order: vendorOrderSchema.parse(orders[0]) })
}
