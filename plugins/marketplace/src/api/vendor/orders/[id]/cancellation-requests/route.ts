import type { MedusaResponse } from "@medusajs/framework/http"
import { askCancellationWorkflow } from "../../../../../workflows/cancellation-requests"
import type { VendorRequest } from "../../../../guards"
import type { ReasonBody } from "../../../../order-life-routes"
import { oneVendorOrder } from "../../../../views/vendor-order"

export async function POST(req: VendorRequest<ReasonBody>, res: MedusaResponse) {
  const id = req.params.id!
  const { id: vendor_id, user_id: actor } = req.vendor
  const { reason } = req.validatedBody
  const { result } = await askCancellationWorkflow(req.scope).run({
    input: { vendor_order_id: id, vendor_id, reason, asked_by: "vendor", actor },
  })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/vendor/orders/${id}`)
    .json({ order: await oneVendorOrder(req.scope, id) })
}
