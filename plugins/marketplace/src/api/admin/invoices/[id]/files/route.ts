import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { INVOICES_MODULE } from "../../../../../modules/invoices"
import type InvoicesModuleService from "../../../../../modules/invoices/service"
import type { InvoiceFileQuery } from "../../../../invoice-routes"
import { sendInvoiceFile } from "../../../../views/invoice"

export async function GET(req: MedusaRequest<unknown, InvoiceFileQuery>, res: MedusaResponse) {
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const invoice = await invoices.findInvoice({ id: req.params.id! })
  await sendInvoiceFile(req.scope, res, invoice, req.validatedQuery.format)
}
