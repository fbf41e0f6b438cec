import type { MedusaResponse } from "@medusajs/framework/http"
import { decideCancellationWorkflow } from "../../../../../workflows/cancellation-requests"
import type { VendorRequest } from "../../../../guards"
import type { CancellationDecisionBody } from "../../../../order-life-routes"
import { oneVendorOrder } from "../../../../views/vendor-order"

export async function POST(req: VendorRequest<CancellationDecisionBody>, res: MedusaResponse) {
  const { id: vendor_id, user_id: actor } = req.vendor
  const { result } = await decideCancellationWorkflow(req.scope).run({
    input: { ...req.validatedBody, id: req.params.id!, vendor_id, actor },
  })
  res
    .status(result.is_open ? 201 : 200)
    .location(`/vendor/orders/${result.vendor_order_id}`)
    .json({ order: await oneVendorOrder(req.scope, result.vendor_order_id) })
}
