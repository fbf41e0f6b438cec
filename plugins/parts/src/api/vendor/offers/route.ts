import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { vendorOffersQuery } from "../../schemas"
import type { VendorRequest } from "./own-offer"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { vendor } = req as VendorRequest
  // Validated by the route's own query schema.
  const { q, limit, offset } = req.validatedQuery as z.infer<typeof vendorOffersQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows, count } = await parts.listVendorOffers({ vendor_id: vendor.id, q, limit, offset })
  res.json({ offers: rows, count, limit, offset })
}
