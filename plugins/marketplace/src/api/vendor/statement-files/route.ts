import type { MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import type { VendorRequest } from "../../guards"
import type { StatementQuery } from "../../ledger-routes"
import { statementFile, vendorStatement } from "../../views/statement"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const statement = await vendorStatement(
    req.scope,
    req.vendor,
    req.validatedQuery as StatementQuery,
  )
  const { from, to } = statement
  res
    .type("text/csv")
    .attachment(`${req.vendor.handle}-${from}-${to}.csv`)
    .send(statementFile(statement, localeOf(req.headers)))
}
