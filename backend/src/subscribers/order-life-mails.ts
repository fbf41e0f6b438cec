import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SoukEvents, type CancellationRequestEvent, type VendorOrderEvent } from "@souk/kit/events"
import { LOCALES, type Locale } from "@souk/kit/locale"
import { readOne } from "@souk/kit/query"
import { CHECKOUT_LOCALE } from "@souk/marketplace/domain/checkout"
import { trackingToken } from "@souk/marketplace/domain/tracking-token"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { writeMail, type MailData, type MailKind } from "@souk/messages/domain/templates"
import { MESSAGES_MODULE, type MessagesModuleService } from "@souk/messages/modules/messages"
import { sendMailWorkflow } from "@souk/messages/workflows"

/** News of an order that is older than two days is read in the account. */
const USEFUL_MS = 48 * 3_600_000

type Order = {
  email: string | null
  metadata: Record<string, unknown> | null
  shipping_address: { first_name: string | null } | null
}

async function send<Kind extends MailKind>(
  container: MedusaContainer,
  mail: { key: string; kind: Kind; recipient: string; locale: Locale; data: MailData[Kind] },
) {
  const { data, ...envelope } = mail
  await sendMailWorkflow(container).run({
    input: {
      ...envelope,
      content: writeMail(mail.kind, data, mail.locale),
      expires_at: new Date(Date.now() + USEFUL_MS),
    },
  })
}

/** The buyer of an order: where mails go, in which language, and the page they lead to. */
async function buyerOf(container: MedusaContainer, orderId: string) {
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const order = await readOne<Order>(container, {
    entity: "order",
    fields: ["email", "metadata", "shipping_address.first_name"],
    filters: { id: orderId },
  })
  if (!order?.email) return null
  const locale = LOCALES.find((one) => one === order.metadata?.[CHECKOUT_LOCALE]) ?? "fr"
  const { cookieSecret } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE).projectConfig
    .http
  const prefix = locale === "fr" ? "" : `/${locale}`
  const token = trackingToken(orderId, String(cookieSecret))
  return {
    recipient: order.email,
    locale,
    name: order.shipping_address?.first_name ?? "",
    link: `${messages.settings.shop_url}${prefix}/suivi/${token}`,
  }
}

async function tellUndelivered(container: MedusaContainer, { id, order_id }: VendorOrderEvent) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [failure] = await marketplace.listDeliveryFailures(
    { vendor_order_id: id },
    { take: 1, order: { attempt: "DESC" } },
  )
  const buyer = await buyerOf(container, order_id)
  if (!failure || !buyer) return
  const { number, vendor_id } = await marketplace.retrieveVendorOrder(id)
  const vendor = await marketplace.retrieveVendor(vendor_id)
  const { recipient, locale, name, link } = buyer
  const { reason, next, attempt } = failure
  await send(container, {
    key: `delivery_failed:${id}:${attempt}`,
    kind: "delivery_failed",
    recipient,
    locale,
    data: { name, number, vendor: vendor.name, reason, next, link },
  })
}

/** Une demande se dit à qui doit répondre ; une réponse, à qui a demandé. */
async function tellRequest(container: MedusaContainer, id: string, isAnswer: boolean) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const request = await marketplace.retrieveCancellationRequest(id)
  const { number, buyer_name } = await marketplace.retrieveVendorOrder(request.vendor_order_id)
  const answered = { number, is_accepted: request.status === "accepted", answer: request.answer }

  if (isAnswer && request.asked_by === "buyer") {
    const buyer = await buyerOf(container, request.order_id)
    if (!buyer) return
    const { recipient, locale, name, link } = buyer
    await send(container, {
      key: `cancellation_answered:${id}`,
      kind: "cancellation_answered",
      recipient,
      locale,
      data: { ...answered, name, link },
    })
    return
  }
  // What a vendor asks is the operator's to answer.
  if (!isAnswer && request.asked_by === "vendor") return
  const vendor = await marketplace.retrieveVendor(request.vendor_id, { relations: ["members"] })
  const link = `${messages.settings.admin_url}/vendor/orders/${request.vendor_order_id}`
  for (const { email } of vendor.members) {
    const envelope = { recipient: email, locale: vendor.locale }
    if (isAnswer) {
      await send(container, {
        ...envelope,
        key: `cancellation_answered:${id}:${email}`,
        kind: "cancellation_answered",
        data: { ...answered, name: vendor.name, link },
      })
    } else {
      await send(container, {
        ...envelope,
        key: `cancellation_asked:${id}:${email}`,
        kind: "cancellation_asked",
        data: { number, buyer: buyer_name, reason: request.reason, link },
      })
    }
  }
}

/** Each mail is told once, by its key: an event that comes again writes none. */
export default async function orderLifeMails({
  event,
  container,
}: SubscriberArgs<VendorOrderEvent | CancellationRequestEvent>) {
  const { data } = event
  if ("order_id" in data) await tellUndelivered(container, data)
  else await tellRequest(container, data.id, event.name === SoukEvents.CANCELLATION_DECIDED)
}

export const config: SubscriberConfig = {
  event: [
    SoukEvents.VENDOR_ORDER_UNDELIVERED,
    SoukEvents.CANCELLATION_REQUESTED,
    SoukEvents.CANCELLATION_DECIDED,
  ],
}
