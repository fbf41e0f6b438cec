import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { listInvoiceViews, type InvoiceQuery } from "../../views/invoice"

type Query = { limit: number; offset: number } & InvoiceQuery

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const { invoices, count } = await listInvoiceViews(req.scope, filters, { limit, offset })
  res.json({ invoices, count, limit, offset })
}
