import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SoukEvents, type OrderSplit } from "@souk/kit/events"
import { LOCALES, type Locale } from "@souk/kit/locale"
import { sum } from "@souk/kit/money"
import { read, readOne } from "@souk/kit/query"
import { partTitle, type NamedPart } from "@souk/marketplace/domain/part-title"
import { trackingToken } from "@souk/marketplace/domain/tracking-token"
import {
  MARKETPLACE_MODULE,
  type MarketplaceModuleService,
} from "@souk/marketplace/modules/marketplace"
import { CHECKOUT_LOCALE } from "@souk/marketplace/domain/checkout"
import { writeMail, type OrderLine } from "@souk/messages/domain/templates"
import {
  MESSAGES_MODULE,
  type MessagesModuleService,
  type NewMail,
} from "@souk/messages/modules/messages"
import { sendMailsWorkflow } from "@souk/messages/workflows"

/** An order that was not told of within two days is found in the account. */
const USEFUL_MS = 48 * 3_600_000

type Order = {
  email: string | null
  metadata: Record<string, unknown> | null
  shipping_address: { first_name: string | null } | null
}

type Slice = {
  id: string
  number: string
  order_display_id: number
  vendor_id: string
  buyer_name: string
  total_millimes: number
  lines: (OrderLine & { kind: string; variant_id: string | null })[]
}

/** Le titre de vente est en français ; une pièce connue a aussi un nom arabe et anglais, par variante. */
async function namesOf(
  container: MedusaContainer,
  slices: Slice[],
  locale: Locale,
): Promise<Map<string, string>> {
  if (locale === "fr") return new Map()
  const goods = slices.flatMap(({ lines }) => lines.filter(({ kind }) => kind === "goods"))
  const offers = await read<{ variant_id: string; part: NamedPart | null }>(container, {
    entity: "offer",
    fields: ["variant_id", `part.name_${locale}`, "part.mpn", "part.brand.name"],
    filters: { variant_id: goods.flatMap(({ variant_id }) => variant_id ?? []) },
  })
  return new Map(
    offers.flatMap(({ variant_id, part }) => {
      const title = partTitle(part, locale)
      return title ? [[variant_id, title]] : []
    }),
  )
}

/**
 * Une commande placée se dit à l'acheteur, une fois pour toutes ses parts, et à chaque membre de ses
 * vendeurs. The event comes again after a repair: the keys make each mail one.
 */
export default async function orderMails({ event, container }: SubscriberArgs<OrderSplit>) {
  const order_id = event.data.id
  const order = await readOne<Order>(container, {
    entity: "order",
    fields: ["email", "metadata", "shipping_address.first_name"],
    filters: { id: order_id },
  })
  const locale = LOCALES.find((one) => one === order?.metadata?.[CHECKOUT_LOCALE])
  if (!order || !locale) return

  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const rows = await read<Slice>(container, {
    entity: "vendor_order",
    fields: [
      ...["id", "number", "order_display_id", "vendor_id", "buyer_name", "total_millimes"],
      ...["lines.title", "lines.quantity", "lines.total_millimes"],
      ...["lines.kind", "lines.variant_id"],
    ],
    filters: { order_id },
    pagination: { order: { number: "ASC" } },
  })
  const vendors = await marketplace.listVendors(
    { id: rows.map((slice) => slice.vendor_id) },
    { relations: ["members"] },
  )
  const slices = rows.map((row) => ({
    ...row,
    seller: vendors.find((vendor) => vendor.id === row.vendor_id),
    total_millimes: Number(row.total_millimes),
    lines: row.lines.map((line) => ({ ...line, total_millimes: Number(line.total_millimes) })),
  }))
  const { shop_url, admin_url } = messages.settings
  const expires_at = new Date(Date.now() + USEFUL_MS)

  const mails = slices.flatMap(
    ({ id, seller, number, buyer_name: buyer, lines, total_millimes }) => {
      const link = `${admin_url}/vendor/orders/${id}`
      const facts = { number, buyer, lines, total_millimes, link }
      return (seller?.members ?? []).map(({ email }): NewMail => ({
        key: `vendor_order_placed:${id}:${email}`,
        kind: "vendor_order_placed",
        recipient: email,
        locale: seller?.locale ?? "fr",
        content: writeMail("vendor_order_placed", facts, seller?.locale ?? "fr"),
        expires_at,
      }))
    },
  )
  if (order.email) {
    const { cookieSecret } = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
      .projectConfig.http
    const token = trackingToken(order_id, String(cookieSecret))
    const prefix = locale === "fr" ? "" : `/${locale}`
    const names = await namesOf(container, rows, locale)
    const facts = {
      name: order.shipping_address?.first_name ?? "",
      number: String(slices[0]?.order_display_id ?? ""),
      link: `${shop_url}${prefix}/suivi/${token}`,
      slices: slices.map((slice) => ({
        ...slice,
        vendor: slice.seller?.name ?? "",
        lines: slice.lines.map((line) => ({
          ...line,
          title: (line.kind === "goods" && names.get(line.variant_id ?? "")) || line.title,
        })),
      })),
      total_millimes: sum(slices.map((slice) => slice.total_millimes)),
    }
    mails.push({
      key: `order_placed:${order_id}`,
      kind: "order_placed",
      recipient: order.email,
      locale,
      content: writeMail("order_placed", facts, locale),
      expires_at,
    })
  }
  await sendMailsWorkflow(container).run({ input: mails })
}

export const config: SubscriberConfig = { event: SoukEvents.ORDER_SPLIT }
