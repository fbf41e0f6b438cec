import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { commonErrors, things } from "@souk/kit/errors"
import { readOne } from "@souk/kit/query"
import { INVOICES_MODULE } from "../../../../../../modules/invoices"
import type InvoicesModuleService from "../../../../../../modules/invoices/service"
import { BUYER_KINDS, sendInvoiceFile } from "../../../../../views/invoice"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  const invoices: InvoicesModuleService = req.scope.resolve(INVOICES_MODULE)
  const invoice = await invoices.findInvoice({ id, kind: BUYER_KINDS })
  const order = await readOne<{ customer_id: string | null }>(req.scope, {
    entity: "order",
    fields: ["customer_id"],
    filters: { id: invoice.order_id! },
  })
  // Celle d'un autre acheteur n'existe pas pour celui-ci.
  if (order?.customer_id !== req.auth_context.actor_id) {
    throw commonErrors.not_found({ what: things.invoice, id })
  }
  await sendInvoiceFile(req.scope, res, invoice, "pdf")
}
