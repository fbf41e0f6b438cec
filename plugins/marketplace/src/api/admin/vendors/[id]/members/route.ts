import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { addVendorMemberWorkflow } from "../../../../../workflows/add-vendor-member"
import type { MemberBody } from "../../../../vendor-routes"

export async function POST(req: MedusaRequest<MemberBody>, res: MedusaResponse) {
  const id = req.params.id!
  const { result } = await addVendorMemberWorkflow(req.scope).run({
    input: { ...req.validatedBody, vendor_id: id },
  })
  res
    .status(201)
    .location(`/admin/vendors/${id}`)
    .json({ member: { user_id: result.user_id, email: result.email, role: result.role } })
}
