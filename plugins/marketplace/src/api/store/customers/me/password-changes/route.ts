import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { changePasswordWorkflow } from "../../../../../workflows/change-password"
import type { PasswordChangeBody } from "../../../../shop-routes"

export async function POST(
  req: AuthenticatedMedusaRequest<PasswordChangeBody>,
  res: MedusaResponse,
) {
  await changePasswordWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id, ...req.validatedBody },
  })
  res.status(201).json({ changed: true })
}
