import type { MedusaResponse } from "@medusajs/framework/http"
import { switchCouponWorkflow } from "../../../../workflows/coupons"
import type { VendorRequest } from "../../../guards"
import { findCouponView, type CouponSwitchBody } from "../../../views/coupons"

export async function POST(req: VendorRequest<CouponSwitchBody>, res: MedusaResponse) {
  const id = req.params.id!
  await switchCouponWorkflow(req.scope).run({
    input: { id, vendor_id: req.vendor.id, ...req.validatedBody },
  })
  res.json({ coupon: await findCouponView(req.scope, id, req.vendor.id) })
}
