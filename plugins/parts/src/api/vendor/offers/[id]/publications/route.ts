import type { MedusaResponse } from "@medusajs/framework/http"
import { publishOfferWorkflow } from "../../../../../workflows/change-offer"
import { vendorOfferView, type VendorRequest } from "../../../../vendor-offer-view"

export async function POST(req: VendorRequest<{ published: boolean }>, res: MedusaResponse) {
  const id = req.params.id!
  const vendor_id = req.vendor.id
  const { published } = req.validatedBody
  await publishOfferWorkflow(req.scope).run({ input: { id, vendor_id, published } })
  res.json({ offer: await vendorOfferView(req.scope, id, vendor_id) })
}
