import type { MedusaResponse } from "@medusajs/framework/http"
import { recordDeliveryFailureWorkflow } from "../../../../../workflows/record-delivery-failure"
import type { VendorRequest } from "../../../../guards"
import type { FailedDeliveryBody } from "../../../../order-life-routes"
import { oneVendorOrder } from "../../../../views/vendor-order"

export async function POST(req: VendorRequest<FailedDeliveryBody>, res: MedusaResponse) {
  const id = req.params.id!
  const { id: vendor_id, user_id: actor } = req.vendor
  const { result } = await recordDeliveryFailureWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, vendor_id, mover: "vendor", actor },
  })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/vendor/orders/${id}`)
    .json({ order: await oneVendorOrder(req.scope, id) })
}
