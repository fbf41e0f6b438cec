import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { issueCommissionInvoicesWorkflow } from "../../../workflows/issue-commission-invoices"
import type { CommissionInvoicesBody } from "../../invoice-routes"
import { listInvoiceViews } from "../../views/invoice"

export async function POST(req: MedusaRequest<CommissionInvoicesBody>, res: MedusaResponse) {
  const { result } = await issueCommissionInvoicesWorkflow(req.scope).run({
    input: req.validatedBody,
  })
  const ids = result.map(({ id }) => id)
  const { invoices } = await listInvoiceViews(
    req.scope,
    { id: ids },
    { limit: ids.length, offset: 0 },
  )
  res
    .status(result.some(({ is_new }) => is_new) ? 201 : 200)
    .location("/admin/invoices?kind=commission_invoice")
    .json({ invoices, count: invoices.length })
}
