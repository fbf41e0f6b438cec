import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { read } from "@souk/kit/query"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"

type Category = { id: string; name: string; mpath: string; rank: number }

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const vendors = await marketplace.listVendors(
    {},
    { select: ["id", "name", "commission_bps"], order: { name: "ASC" }, take: 2000 },
  )
  const categories = await read<Category>(req.scope, {
    entity: "product_category",
    fields: ["id", "name", "mpath", "rank"],
    pagination: { take: 5000, order: { mpath: "ASC" } },
  })
  const brands = req.scope.hasRegistration("parts")
    ? await read<{ id: string; name: string }>(req.scope, {
        entity: "brand",
        fields: ["id", "name"],
        pagination: { take: 5000, order: { name: "ASC" } },
      })
    : []
  res.json({
    commission_scopes: {
      default_rate_bps: marketplace.defaultCommissionBps,
      vat_bps: marketplace.commissionVatBps,
      vendors: vendors.map(({ id, name, commission_bps }) => ({ id, name, commission_bps })),
      categories: categories.map(({ id, name, mpath }) => ({
        id,
        name,
        depth: mpath.split(".").filter(Boolean).length - 1,
      })),
      brands: brands.map(({ id, name }) => ({ id, name })),
    },
  })
}
