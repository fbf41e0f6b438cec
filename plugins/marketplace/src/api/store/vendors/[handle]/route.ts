import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { commonErrors, things } from "@souk/kit/errors"
import { localeOf } from "@souk/kit/locale"
import { MARKETPLACE_MODULE } from "../../../../modules/marketplace"
import type MarketplaceModuleService from "../../../../modules/marketplace/service"
import { publicVendorView } from "../../../views/vendor"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const handle = req.params.handle!
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const [vendor] = await marketplace.listVendors({ handle, status: "approved" }, { take: 1 })
  if (!vendor) throw commonErrors.not_found({ what: things.vendor, id: handle })
  res.json({ vendor: publicVendorView(vendor, localeOf(req.headers)) })
}
