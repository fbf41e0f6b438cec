import type { MedusaResponse } from "@medusajs/framework/http"
import { issueInvoiceWorkflow } from "../../../../../workflows/issue-invoices"
import type { VendorRequest } from "../../../../guards"
import { invoiceDetail, invoiceDetailSchema } from "../../../../views/invoice"

export async function POST(req: VendorRequest, res: MedusaResponse) {
  const { result } = await issueInvoiceWorkflow(req.scope).run({
    input: { vendor_order_id: req.params.id!, vendor_id: req.vendor.id },
  })
  const invoice = await invoiceDetail(req.scope, { id: result.id, vendor_id: req.vendor.id })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/vendor/invoices/${result.id}`)
    .json({ invoice: invoiceDetailSchema.parse(invoice) })
}
