import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listAnnouncedCoupons } from "../../views/coupons"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const { limit } = req.validatedQuery as { limit: number }
  res.json({ coupons: await listAnnouncedCoupons(req.scope, limit, new Date()) })
}
