import type { MedusaResponse } from "@medusajs/framework/http"
import { moveVendorOrderWorkflow } from "../../../../../workflows/move-vendor-order"
import type { VendorRequest } from "../../../../guards"
import type { ShipmentBody } from "../../../../vendor-order-routes"
import { listVendorOrderViews, vendorOrderSchema } from "../../../../views/vendor-order"

export async function POST(req: VendorRequest<ShipmentBody>, res: MedusaResponse) {
  const id = req.params.id!
  const { id: vendor_id, user_id: actor } = req.vendor
  await moveVendorOrderWorkflow(req.scope).run({
    input: { ...req.validatedBody, id, vendor_id, to: "shipped", mover: "vendor", actor },
  })
  const { orders } = await listVendorOrderViews(req.scope, { id }, { limit: 1, offset: 0 })
  res
    .status(201)
    .location(`/vendor/orders/${id}`)
    .json({ order: vendorOrderSchema.parse(orders[0]) })
}
