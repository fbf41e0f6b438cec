import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, PaymentWebhookEvents } from "@medusajs/framework/utils"
import { gatewayNameOf } from "../gateways/gateway"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"
import { settleOnlinePaymentWorkflow } from "../workflows/settle-online-payment"

type Notified = {
  provider: string
  payload: { data?: unknown; rawData?: unknown; headers?: Record<string, unknown> }
}

/** The body as it was sent; an event bus makes `{ type, data }` of its bytes. */
function rawOf(sent: unknown): string | null {
  if (typeof sent === "string") return sent
  if (Buffer.isBuffer(sent)) return sent.toString("utf8")
  const { data } = (sent ?? {}) as { data?: unknown }
  return Array.isArray(data) ? Buffer.from(data as number[]).toString("utf8") : null
}

/**
 * Une notification n'est jamais crue : elle dit seulement de quel paiement reparler à la passerelle.
 * Forged it costs one question; replayed it changes nothing.
 */
export default async function paymentNotice({ event, container }: SubscriberArgs<Notified>) {
  const name = gatewayNameOf(event.data.provider)
  if (!name) return
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
  const { data, rawData, headers } = event.data.payload
  const sent = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {}
  const notice = service.gateway(name)?.readNotice(sent, {
    raw: rawOf(rawData),
    headers: headers ?? {},
  })
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
