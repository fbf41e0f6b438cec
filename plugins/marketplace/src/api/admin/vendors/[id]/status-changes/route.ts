import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changeVendorStatusWorkflow } from "../../../../../workflows/change-vendor-status"
import type { StatusChangeBody } from "../../../../vendor-routes"
import { adminVendorViews } from "../../../../views/admin-vendors"

export async function POST(req: AuthenticatedMedusaRequest<StatusChangeBody>, res: MedusaResponse) {
  const id = req.params.id!
  const { status, reason } = req.validatedBody
  await changeVendorStatusWorkflow(req.scope).run({
    input: { id, to: status, reason, actor_id: req.auth_context.actor_id },
  })
  const { vendors } = await adminVendorViews(req.scope, { id }, { limit: 1, offset: 0 })
  res.status(201).location(`/admin/vendors/${id}`).json({ vendor: vendors[0] })
}
