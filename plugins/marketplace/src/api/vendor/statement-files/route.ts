import type { MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import type { VendorRequest } from "../../guards"
import type { StatementFileQuery } from "../../ledger-routes"
import { sendStatementFile, vendorStatement } from "../../views/statement"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { format, language, ...period } = req.validatedQuery as StatementFileQuery
  const statement = await vendorStatement(req.scope, req.vendor, period)
  const { handle } = req.vendor
  const locale = language ?? localeOf(req.headers)
  await sendStatementFile(res, statement, { handle, format, locale })
}
