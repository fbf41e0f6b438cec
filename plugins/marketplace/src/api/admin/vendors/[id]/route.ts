import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { commonErrors, things } from "@souk/kit/errors"
import { updateVendorWorkflow } from "../../../../workflows/update-vendor"
import type { UpdateVendorBody } from "../../../vendor-routes"
import { adminVendorViews } from "../../../views/admin-vendors"

async function answer(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  const { vendors } = await adminVendorViews(req.scope, { id }, { limit: 1, offset: 0 })
  if (!vendors[0]) throw commonErrors.not_found({ what: things.vendor, id })
  res.json({ vendor: vendors[0] })
}

export const GET = answer

export async function POST(req: MedusaRequest<UpdateVendorBody>, res: MedusaResponse) {
  await updateVendorWorkflow(req.scope).run({ input: { ...req.validatedBody, id: req.params.id! } })
  await answer(req, res)
}
