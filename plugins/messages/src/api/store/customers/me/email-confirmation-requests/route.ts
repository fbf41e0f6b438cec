import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import {
  CONFIRMATION_TTL_SECONDS,
  confirmationToken,
} from "../../../../../domain/confirmation-token"
import { errors } from "../../../../../domain/errors"
import { writeMail } from "../../../../../domain/templates"
import { MESSAGES_MODULE } from "../../../../../modules/messages"
import type MessagesModuleService from "../../../../../modules/messages/service"
import { sendMailWorkflow } from "../../../../../workflows/send-mail"
import { confirmationOf } from "../../../../views/confirmation"

export async function POST(req: AuthenticatedMedusaRequest, res: MedusaResponse) {
  const customer_id = req.auth_context.actor_id
  const { email, name, confirmed } = await confirmationOf(req.scope, customer_id)
  if (!confirmed) {
    const messages: MessagesModuleService = req.scope.resolve(MESSAGES_MODULE)
    const now = new Date()
    const key = await messages.nextKey("email_confirmation", email, now)
    if (!key) throw errors.too_many_mails()
    const { secret, shop_url } = messages.settings
    const locale = localeOf(req.headers)
    const token = confirmationToken({ customer_id, email }, secret, now)
    const prefix = locale === "fr" ? "" : `/${locale}`
    const link = `${shop_url}${prefix}/confirmer-email?${new URLSearchParams({ token })}`
    const days = CONFIRMATION_TTL_SECONDS / (24 * 3600)
    await sendMailWorkflow(req.scope).run({
      input: {
        key,
        kind: "email_confirmation",
        recipient: email,
        locale,
        content: writeMail("email_confirmation", { name, link, days }, locale),
        expires_at: new Date(now.getTime() + CONFIRMATION_TTL_SECONDS * 1000),
      },
    })
  }
  res.status(202).json({ email_confirmation: { email, confirmed } })
}
