import type { MedusaResponse } from "@medusajs/framework/http"
import { confirmVendorOrderWorkflow } from "../../../../../workflows/confirm-vendor-order"
import type { VendorRequest } from "../../../../guards"
import { listVendorOrderViews, vendorOrderSchema } from "../../../../views/vendor-order"

export async function POST(req: VendorRequest, res: MedusaResponse) {
  const id = req.params.id!
  await confirmVendorOrderWorkflow(req.scope).run({
    input: { id, vendor_id: req.vendor.id, mover: "vendor", actor: req.vendor.user_id },
  })
  const { orders } = await listVendorOrderViews(req.scope, { id }, { limit: 1, offset: 0 })
  res
    .status(201)
    .location(`/vendor/orders/${id}`)
    .json({ order: vendorOrderSchema.parse(orders[0]) })
}
