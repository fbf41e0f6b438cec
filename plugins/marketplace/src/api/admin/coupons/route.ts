import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createCouponWorkflow } from "../../../workflows/coupons"
import type { CouponBody } from "../../coupon-routes"
import { findCouponView, listCouponViews } from "../../views/coupons"

type Query = { limit: number; offset: number; q?: string; vendor_id?: string }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const { coupons, count } = await listCouponViews(req.scope, filters, { limit, offset }, null)
  res.json({ coupons, count, limit, offset })
}

export async function POST(req: AuthenticatedMedusaRequest<CouponBody>, res: MedusaResponse) {
  const { result } = await createCouponWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor_id: req.auth_context.actor_id },
  })
  res
    .status(201)
    .location("/admin/coupons")
    .json({ coupon: await findCouponView(req.scope, result.id, null) })
}
