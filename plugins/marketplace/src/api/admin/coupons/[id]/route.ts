import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { switchCouponWorkflow } from "../../../../workflows/coupons"
import { findCouponView, type CouponSwitchBody } from "../../../views/coupons"

export async function POST(req: MedusaRequest<CouponSwitchBody>, res: MedusaResponse) {
  const id = req.params.id!
  await switchCouponWorkflow(req.scope).run({ input: { id, ...req.validatedBody } })
  res.json({ coupon: await findCouponView(req.scope, id, null) })
}
