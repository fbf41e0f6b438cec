import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { changeEmailWorkflow } from "../../../../../workflows/change-email"
import type { EmailChangeBody } from "../../../../routes"

export async function POST(req: AuthenticatedMedusaRequest<EmailChangeBody>, res: MedusaResponse) {
  const { result } = await changeEmailWorkflow(req.scope).run({
    input: {
      customer_id: req.auth_context.actor_id,
      token: req.validatedBody.token,
      locale: localeOf(req.headers),
    },
  })
  res.status(201).json({ email_change: { email: result.email } })
}
