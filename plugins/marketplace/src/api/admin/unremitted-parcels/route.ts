import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import { vendorNames } from "../../views/settlement"

type Query = { limit: number; offset: number; carrier?: string }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, carrier } = req.validatedQuery
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const { parcels, count } = await marketplace.cashToRemit({ limit, offset, carrier })
  const vendorOf = await vendorNames(
    req.scope,
    parcels.map((parcel) => parcel.vendor_id),
  )
  res.json({
    unremitted_parcels: parcels.map(({ vendor_id, ...parcel }) => ({
      ...parcel,
      vendor: vendorOf(vendor_id),
    })),
    count,
    limit,
    offset,
  })
}
