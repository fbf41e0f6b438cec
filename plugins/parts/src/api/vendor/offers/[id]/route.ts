import type { MedusaResponse } from "@medusajs/framework/http"
import { changeOfferWorkflow } from "../../../../workflows/change-offer"
import type { OfferChangeBody } from "../../../offer-schemas"
import { vendorOfferView, type VendorRequest } from "../../../vendor-offer-view"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  res.json({ offer: await vendorOfferView(req.scope, req.params.id!, req.vendor.id) })
}

export async function POST(req: VendorRequest<OfferChangeBody>, res: MedusaResponse) {
  const id = req.params.id!
  const vendor_id = req.vendor.id
  await changeOfferWorkflow(req.scope).run({ input: { id, vendor_id, change: req.validatedBody } })
  res.json({ offer: await vendorOfferView(req.scope, id, vendor_id) })
}
