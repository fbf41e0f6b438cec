import type { MedusaResponse } from "@medusajs/framework/http"
import type { VendorRequest } from "../../guards"
import { listInvoiceViews, type InvoiceQuery } from "../../views/invoice"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery as {
    limit: number
    offset: number
  } & InvoiceQuery
  const { invoices, count } = await listInvoiceViews(
    req.scope,
    { ...filters, vendor_id: req.vendor.id },
    { limit, offset },
  )
  res.json({ invoices, count, limit, offset })
}
