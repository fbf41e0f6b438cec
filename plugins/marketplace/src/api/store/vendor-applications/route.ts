import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { applyAsVendorWorkflow } from "../../../workflows/apply-as-vendor"
import type { VendorApplicationBody } from "../../vendor-routes"

export async function POST(req: MedusaRequest<VendorApplicationBody>, res: MedusaResponse) {
  const { about, ...file } = req.validatedBody
  const { result } = await applyAsVendorWorkflow(req.scope).run({
    input: { ...file, about_fr: about ?? null, locale: localeOf(req.headers) },
  })
  const { handle, name, status } = result
  res.status(201).json({ vendor_application: { handle, name, status } })
}
