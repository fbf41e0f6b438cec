import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, PaymentWebhookEvents } from "@medusajs/framework/utils"
import { gatewayNameOf } from "../gateways/gateway"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"
import { settleOnlinePaymentWorkflow } from "../workflows/settle-online-payment"

type Notified = { provider: string; payload: { data?: unknown } }

/**
 * Une notification n'est jamais crue : elle dit seulement de quel paiement reparler à la passerelle.
 * Forged it costs one question; replayed it changes nothing.
 */
export default async function paymentNotice({ event, container }: SubscriberArgs<Notified>) {
  const name = gatewayNameOf(event.data.provider)
  if (!name) return
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
  const { data } = event.data.payload
  const sent = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {}
  const notice = service.gateway(name)?.readNotice(sent)
  if (!notice) return
  if (notice.signature_holds === false) {
    logger.warn(`A notification in the name of ${name} bears a wrong signature`)
    return
  }
  const [row] = await service.listOnlinePayments(
    { gateway: name, gateway_ref: notice.gateway_ref },
    { take: 1 },
  )
  if (row) await settleOnlinePaymentWorkflow(container).run({ input: { id: row.id } })
}

export const config: SubscriberConfig = {
  event: PaymentWebhookEvents.WebhookReceived,
  context: { subscriberId: "souk-payment-notice" },
}
