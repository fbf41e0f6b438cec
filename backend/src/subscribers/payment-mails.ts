import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type OnlinePaymentEvent } from "@souk/kit/events"
import { LOCALES } from "@souk/kit/locale"
import { readOne } from "@souk/kit/query"
import { CHECKOUT_LOCALE } from "@souk/marketplace/domain/checkout"
import { writeMail } from "@souk/messages/domain/templates"
import { MESSAGES_MODULE, type MessagesModuleService } from "@souk/messages/modules/messages"
import { sendMailWorkflow } from "@souk/messages/workflows"
import { GATEWAY_NAMES } from "@souk/payments-tn/domain/gateway-names"
import {
  ONLINE_PAYMENTS_MODULE,
  type OnlinePaymentsModuleService,
} from "@souk/payments-tn/modules/online-payments"

/** Money on its way back is worth telling of for a week. */
const USEFUL_MS = 7 * 24 * 3_600_000

/** Un paiement qui ne sert à aucune commande se dit à l'acheteur, qui a pu fermer la page. */
export default async function paymentMails({
  event,
  container,
}: SubscriberArgs<OnlinePaymentEvent>) {
  const payments: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const payment = await payments.retrieveOnlinePayment(event.data.id)
  const cart = await readOne<{
    email: string | null
    metadata: Record<string, unknown> | null
    shipping_address: { first_name: string | null } | null
  }>(container, {
    entity: "cart",
    fields: ["email", "metadata", "shipping_address.first_name"],
    filters: { id: event.data.cart_id },
  })
  if (!cart?.email || !payment.refund_reason) return
  const locale = LOCALES.find((one) => one === cart.metadata?.[CHECKOUT_LOCALE]) ?? "fr"
  const prefix = locale === "fr" ? "" : `/${locale}`
  const content = writeMail(
    "payment_returned",
    {
      name: cart.shipping_address?.first_name ?? "",
      gateway: GATEWAY_NAMES[payment.gateway],
      amount_millimes: payment.refund_millimes ?? payment.amount_millimes,
      reason: payment.refund_reason,
      is_done: payment.status === "refunded",
      link: `${messages.settings.shop_url}${prefix}/commande/retour?paiement=${payment.id}`,
    },
    locale,
  )
  await sendMailWorkflow(container).run({
    input: {
      key: `payment_returned:${payment.id}`,
      kind: "payment_returned",
      recipient: cart.email,
      locale,
      content,
      expires_at: new Date(Date.now() + USEFUL_MS),
    },
  })
}

export const config: SubscriberConfig = { event: SoukEvents.ONLINE_PAYMENT_RETURNED }
