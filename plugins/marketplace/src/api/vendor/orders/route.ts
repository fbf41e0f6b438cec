import type { MedusaResponse } from "@medusajs/framework/http"
import type { VendorRequest } from "../../guards"
import { listVendorOrderViews, vendorOrderSchema } from "../../views/vendor-order"

type Query = { limit: number; offset: number; status?: string; q?: string }

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { limit, offset, status, q } = req.validatedQuery as Query
  const { orders, count } = await listVendorOrderViews(
    req.scope,
    { vendor_id: req.vendor.id, ...(status && { status }), ...(q && { q }) },
    { limit, offset },
  )
  res.json({ orders: orders.map((order) => vendorOrderSchema.parse(order)), count, limit, offset })
}
