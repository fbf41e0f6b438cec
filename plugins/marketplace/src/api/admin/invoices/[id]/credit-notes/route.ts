import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { issueCreditNoteWorkflow } from "../../../../../workflows/issue-invoices"
import type { CreditNoteBody } from "../../../../invoice-routes"
import { invoiceDetail, invoiceDetailSchema } from "../../../../views/invoice"

export async function POST(req: MedusaRequest<CreditNoteBody>, res: MedusaResponse) {
  const { key, reason, lines } = req.validatedBody
  const { result } = await issueCreditNoteWorkflow(req.scope).run({
    input: { invoice_id: req.params.id!, key, reason, lines: lines ?? null },
  })
  const invoice = await invoiceDetail(req.scope, { id: result.id })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/admin/invoices/${result.id}`)
    .json({ invoice: invoiceDetailSchema.parse(invoice) })
}
