import type { MedusaResponse } from "@medusajs/framework/http"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import type { VendorRequest } from "../../guards"
import { ownVendorView } from "../../views/vendor"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const { vendor: scope } = req
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const vendor = await marketplace.retrieveVendor(scope.id)
  const [last] = await marketplace.listVendorStatusChanges(
    { vendor_id: scope.id },
    { order: { created_at: "DESC" }, take: 1 },
  )
  res.json({
    member: { user_id: scope.user_id, email: scope.email, role: scope.role },
    vendor: ownVendorView(vendor, last?.reason ?? null),
  })
}
