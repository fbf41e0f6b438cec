import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { errors } from "../../../../../domain/errors"
import { orderOfToken } from "../../../../../domain/tracking-token"
import { buyerInvoiceViews } from "../../../../views/invoice"
import { signingSecret } from "../../../../views/order"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const orderId = orderOfToken(req.params.token!, signingSecret(req.scope))
  if (!orderId) throw errors.order_not_found()
  const invoices = await buyerInvoiceViews(req.scope, [orderId])
  res.json({ invoices, count: invoices.length })
}
