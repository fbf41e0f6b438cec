import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { confirmEmailWorkflow } from "../../../../../workflows/confirm-email"
import type { ConfirmationBody } from "../../../../routes"
import { confirmationOf } from "../../../../views/confirmation"

export async function GET(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const { email, confirmed } = await confirmationOf(req.scope, req.auth_context.actor_id)
  res.json({ email_confirmation: { email, confirmed } })
}

export async function POST(req: AuthenticatedMedusaRequest<ConfirmationBody>, res: MedusaResponse) {
  const { result } = await confirmEmailWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id, token: req.validatedBody.token },
  })
  res.status(201).json({ email_confirmation: result })
}
