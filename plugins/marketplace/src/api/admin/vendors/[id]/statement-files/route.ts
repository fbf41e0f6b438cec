import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { MARKETPLACE_MODULE } from "../../../../../modules/marketplace"
import type MarketplaceModuleService from "../../../../../modules/marketplace/service"
import type { StatementQuery } from "../../../../ledger-routes"
import { statementFile, vendorStatement } from "../../../../views/statement"

export async function GET(req: MedusaRequest<unknown, StatementQuery>, res: MedusaResponse) {
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const vendor = await marketplace.findVendor(req.params.id!)
  const statement = await vendorStatement(req.scope, vendor, req.validatedQuery)
  const { from, to } = statement
  res
    .type("text/csv")
    .attachment(`${vendor.handle}-${from}-${to}.csv`)
    .send(statementFile(statement, localeOf(req.headers)))
}
