import type { MedusaResponse } from "@medusajs/framework/http"
import { updateVendorWorkflow } from "../../../workflows/update-vendor"
import type { VendorRequest } from "../../guards"
import type { DeliveryTermsBody } from "../../vendor-routes"

export async function POST(req: VendorRequest<DeliveryTermsBody>, res: MedusaResponse) {
  const { result: vendor } = await updateVendorWorkflow(req.scope).run({
    input: { id: req.vendor.id, ...req.validatedBody },
  })
  const { shipping_fee_millimes, free_shipping_from_millimes } = vendor
  res.status(201).json({ delivery_terms: { shipping_fee_millimes, free_shipping_from_millimes } })
}
