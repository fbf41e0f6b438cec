import type { MedusaResponse } from "@medusajs/framework/http"
import { accounts } from "../../../domain/ledger"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import type { VendorRequest } from "../../guards"
import { asMovement, datesOf, type Period } from "../../views/ledger"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { limit, offset, ...period } = req.validatedQuery as {
    limit: number
    offset: number
  } & Period
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const { entries, count } = await marketplace.accountEntries(
    { account: accounts.vendor(req.vendor.id), ...datesOf(period) },
    { limit, offset },
  )
  res.json({ movements: entries.map(asMovement), count, limit, offset })
}
