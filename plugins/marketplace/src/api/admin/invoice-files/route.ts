import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { invoicesFile, type InvoiceQuery } from "../../views/invoice"

export async function GET(req: MedusaRequest<unknown, InvoiceQuery>, res: MedusaResponse) {
  const file = await invoicesFile(req.scope, req.validatedQuery, localeOf(req.headers))
  res.type("text/csv").attachment("factures.csv").send(file)
}
