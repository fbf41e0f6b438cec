import type { MedusaResponse } from "@medusajs/framework/http"
import { INVOICES_MODULE } from "../../../../../modules/invoices"
import type InvoicesModuleService from "../../../../../modules/invoices/service"
import type { VendorRequest } from "../../../../guards"
import type { InvoiceFileQuery } from "../../../../invoice-routes"
import { sendInvoiceFile } from "../../../../views/invoice"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const invoice = await invoices.findInvoice({ id: req.params.id!, vendor_id: req.vendor.id })
  const { format } = req.validatedQuery as InvoiceFileQuery
  await sendInvoiceFile(req.scope, res, invoice, format)
}
