import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { invoiceDetail, invoiceDetailSchema } from "../../../views/invoice"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const invoice = await invoiceDetail(req.scope, { id: req.params.id! })
  res.json({ invoice: invoiceDetailSchema.parse(invoice) })
}
