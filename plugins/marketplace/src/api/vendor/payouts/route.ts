import type { MedusaResponse } from "@medusajs/framework/http"
import type { VendorRequest } from "../../guards"
import { ownPayoutViews } from "../../views/payouts"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery as { limit: number; offset: number }
  const { payouts, count } = await ownPayoutViews(req.scope, req.vendor.id, { limit, offset })
  res.json({ payouts, count, limit, offset })
}
