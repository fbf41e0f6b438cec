import type { MedusaResponse } from "@medusajs/framework/http"
import type { VendorRequest } from "../../../guards"
import { invoiceDetail, invoiceDetailSchema } from "../../../views/invoice"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const invoice = await invoiceDetail(req.scope, { id: req.params.id!, vendor_id: req.vendor.id })
  res.json({ invoice: invoiceDetailSchema.parse(invoice) })
}
