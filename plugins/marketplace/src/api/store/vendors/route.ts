import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import { publicVendorView } from "../../views/vendor"

type Query = { limit: number; offset: number; governorate_code?: string }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, governorate_code } = req.validatedQuery
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const [vendors, count] = await marketplace.listAndCountVendors(
    { status: "approved", ...(governorate_code && { governorate_code }) },
    { take: limit, skip: offset, order: { name: "ASC", id: "ASC" } },
  )
  const locale = localeOf(req.headers)
  res.json({
    vendors: vendors.map((vendor) => publicVendorView(vendor, locale)),
    count,
    limit,
    offset,
  })
}
