import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { MARKETPLACE_MODULE } from "../../../../../modules/marketplace"
import type MarketplaceModuleService from "../../../../../modules/marketplace/service"
import type { StatementFileQuery } from "../../../../ledger-routes"
import { sendStatementFile, vendorStatement } from "../../../../views/statement"

export async function GET(req: MedusaRequest<unknown, StatementFileQuery>, res: MedusaResponse) {
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const vendor = await marketplace.findVendor(req.params.id!)
  const { format, language, ...period } = req.validatedQuery
  const statement = await vendorStatement(req.scope, vendor, period)
  const { handle } = vendor
  const locale = language ?? localeOf(req.headers)
  await sendStatementFile(res, statement, { handle, format, locale })
}
