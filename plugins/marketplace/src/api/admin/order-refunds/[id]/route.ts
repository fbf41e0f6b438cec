import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { findRefundView } from "../../../views/refunds"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ order_refund: await findRefundView(req.scope, req.params.id!) })
}
