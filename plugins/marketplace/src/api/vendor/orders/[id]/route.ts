import type { MedusaResponse } from "@medusajs/framework/http"
import { commonErrors, things } from "@souk/kit/errors"
import type { VendorRequest } from "../../../guards"
import { listVendorOrderViews, vendorOrderSchema } from "../../../views/vendor-order"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const id = req.params.id!
  const { orders } = await listVendorOrderViews(
    req.scope,
    { id, vendor_id: req.vendor.id },
    { limit: 1, offset: 0 },
  )
  if (!orders[0]) throw commonErrors.not_found({ what: things.order, id })
  res.json({ order: vendorOrderSchema.parse(orders[0]) })
}
