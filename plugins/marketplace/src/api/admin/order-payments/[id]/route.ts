import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { orderPaymentView } from "../../../views/refunds"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ order_payment: await orderPaymentView(req.scope, req.params.id!) })
}
