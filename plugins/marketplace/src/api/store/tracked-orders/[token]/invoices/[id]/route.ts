import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { errors } from "../../../../../../domain/errors"
import { orderOfToken } from "../../../../../../domain/tracking-token"
import { INVOICES_MODULE } from "../../../../../../modules/invoices"
import type InvoicesModuleService from "../../../../../../modules/invoices/service"
import { BUYER_KINDS, sendInvoiceFile } from "../../../../../views/invoice"
import { signingSecret } from "../../../../../views/order"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const orderId = orderOfToken(req.params.token!, signingSecret(req.scope))
  if (!orderId) throw errors.order_not_found()
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const invoice = await invoices.findInvoice({
    id: req.params.id!,
    order_id: orderId,
    kind: BUYER_KINDS,
  })
  await sendInvoiceFile(req.scope, res, invoice, "pdf")
}
