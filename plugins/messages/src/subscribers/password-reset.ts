import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { LOCALES } from "@souk/kit/locale"
import { writeMail } from "../domain/templates"
import { MESSAGES_MODULE } from "../modules/messages"
import type MessagesModuleService from "../modules/messages/service"
import { sendMailWorkflow } from "../workflows/send-mail"

/** How long core's token lives. */
const TOKEN_MINUTES = 15

type PasswordReset = {
  entity_id: string
  actor_type: string
  token: string
  metadata?: { locale?: unknown }
}

/** Buyers choose their new password in the shop; vendors and operators in the admin. */
export default async function passwordReset({ event, container }: SubscriberArgs<PasswordReset>) {
  const { entity_id: email, actor_type, token, metadata } = event.data
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const now = new Date()
  const key = await messages.nextKey("password_reset", email, now)
  if (!key) return
  const locale = LOCALES.find((one) => one === metadata?.locale) ?? "fr"
  const { shop_url, admin_url } = messages.settings
  const prefix = locale === "fr" ? "" : `/${locale}`
  const page =
    actor_type === "user"
      ? `${admin_url}/reset-password`
      : `${shop_url}${prefix}/nouveau-mot-de-passe`
  const link = `${page}?${new URLSearchParams({ token })}`
  await sendMailWorkflow(container).run({
    input: {
      key,
      kind: "password_reset",
      recipient: email,
      locale,
      content: writeMail("password_reset", { link, minutes: TOKEN_MINUTES }, locale),
      expires_at: new Date(now.getTime() + TOKEN_MINUTES * 60_000),
    },
  })
}

export const config: SubscriberConfig = { event: "auth.password_reset" }
