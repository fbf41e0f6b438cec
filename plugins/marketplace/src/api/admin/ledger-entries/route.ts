import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import { datesOf, type Period } from "../../views/ledger"

type Query = { limit: number; offset: number; account: string } & Period

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, account, ...period } = req.validatedQuery
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const { entries, count } = await marketplace.accountEntries(
    { account, ...datesOf(period) },
    { limit, offset },
  )
  res.json({ ledger_entries: entries, count, limit, offset })
}
