import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { requestEmailChangeWorkflow } from "../../../../../workflows/change-email"
import type { EmailChangeRequestBody } from "../../../../routes"

export async function POST(
  req: AuthenticatedMedusaRequest<EmailChangeRequestBody>,
  res: MedusaResponse,
) {
  const { email, current_password } = req.validatedBody
  await requestEmailChangeWorkflow(req.scope).run({
    input: {
      customer_id: req.auth_context.actor_id,
      new_email: email,
      password: current_password,
      locale: localeOf(req.headers),
    },
  })
  res.status(202).json({ email_change_request: { email } })
}
