import type { MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { stableId } from "../../../domain/stable-id"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import { createVendorOfferWorkflow } from "../../../workflows/create-vendor-offer"
import type { NewOfferBody } from "../../offer-schemas"
import type { vendorOffersQuery } from "../../schemas"
import { vendorOfferView, type VendorRequest } from "../../vendor-offer-view"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const { q, status, limit, offset } = req.validatedQuery as z.infer<typeof vendorOffersQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const filter = { vendor_id: req.vendor.id, q, status, limit, offset }
  const { rows, count } = await parts.listVendorOffers(filter)
  res.json({ offers: rows, count, limit, offset })
}

export async function POST(req: VendorRequest<NewOfferBody>, res: MedusaResponse) {
  const { published = false, images, ...said } = req.validatedBody
  const vendor_id = req.vendor.id
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const known = await parts.findOfferIds({ offer_ids: [stableId("off", vendor_id, said.sku)] })
  const id =
    known[0] ??
    (
      await createVendorOfferWorkflow(req.scope).run({
        input: {
          vendor_id,
          offer: {
            warranty_months: 0,
            delay_days: 1,
            ...said,
            images: images ?? [],
            published,
          },
        },
      })
    ).result
  const offer = await vendorOfferView(req.scope, id, vendor_id)
  res
    .status(known.length > 0 ? 200 : 201)
    .location(`/vendor/offers/${id}`)
    .json({ offer })
}
