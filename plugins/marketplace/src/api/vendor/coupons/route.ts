import type { MedusaResponse } from "@medusajs/framework/http"
import { createCouponWorkflow } from "../../../workflows/coupons"
import type { VendorRequest } from "../../guards"
import type { VendorCouponBody } from "../../coupon-routes"
import { findCouponView, listCouponViews } from "../../views/coupons"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery as { limit: number; offset: number }
  const { coupons, count } = await listCouponViews(
    req.scope,
    { vendor_id: req.vendor.id },
    { limit, offset },
    req.vendor.id,
  )
  res.json({ coupons, count, limit, offset })
}

/** Un vendeur paie ses propres coupons, sur ses propres offres. */
export async function POST(req: VendorRequest<VendorCouponBody>, res: MedusaResponse) {
  const { result } = await createCouponWorkflow(req.scope).run({
    input: {
      ...req.validatedBody,
      vendor_id: req.vendor.id,
      marketplace_bps: 0,
      actor_id: req.vendor.user_id,
    },
  })
  res
    .status(201)
    .location("/vendor/coupons")
    .json({ coupon: await findCouponView(req.scope, result.id, req.vendor.id) })
}
