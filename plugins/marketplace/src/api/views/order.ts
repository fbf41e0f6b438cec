import type { ConfigModule, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Locale } from "@souk/kit/locale"
import { sum } from "@souk/kit/money"
import { read } from "@souk/kit/query"
import { trackingToken } from "../../domain/tracking-token"
import { orderStatusOf, VENDOR_ORDER_STATUSES } from "../../domain/vendor-order-status"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { cancellationRequestSchema, failedDeliverySchema } from "./order-life"
import { lineClaimSchema } from "./parts"
import { listVendorOrderViews, vendorOrderSchema, type VendorOrderView } from "./vendor-order"

const millimes = z.number().int()

/** An order as its buyer reads it: whole, with the part of each vendor. No commission, no ledger. */
export const orderSchema = z.object({
  id: z.string(),
  display_id: z.number().int(),
  created_at: z.date(),
  status: z.enum([...VENDOR_ORDER_STATUSES, "mixed"]),
  email: z.string().nullable(),
  currency_code: z.string(),
  payment: z.object({
    method: z.string(),
    status: z.enum(["pending", "paid", "failed", "refunded"]),
  }),
  address: z.object({
    first_name: z.string().nullable(),
    last_name: z.string().nullable(),
    phone: z.string().nullable(),
    address_1: z.string().nullable(),
    governorate_code: z.string().nullable(),
    delegation_code: z.string().nullable(),
    locality: z.string().nullable(),
  }),
  items_millimes: millimes,
  core_deposit_millimes: millimes,
  stamp_millimes: millimes,
  discount_millimes: millimes,
  shipping_millimes: millimes,
  total_millimes: millimes,
  /** What was cancelled before it was paid, and what was paid back. */
  voided_millimes: millimes,
  refunded_millimes: millimes,
  tracking_token: z.string(),
  vendor_orders: z.array(
    vendorOrderSchema
      .pick({ id: true, number: true, status: true, total_millimes: true, shipment: true })
      .extend({
        vendor: z.object({
          handle: z.string(),
          name: z.string(),
          phone: z.string(),
          governorate_code: z.string(),
        }),
        timeline: z.array(z.object({ status: z.enum(VENDOR_ORDER_STATUSES), at: z.date() })),
        lines: z.array(
          z.object({
            kind: vendorOrderSchema.shape.lines.element.shape.kind,
            title: z.string(),
            subtitle: z.string().nullable(),
            part_id: z.string().nullable(),
            drawing: z.string().nullable(),
            thumbnail: z.string().nullable(),
            claim: lineClaimSchema.nullable(),
            quantity: z.number().int(),
            cancelled_quantity: z.number().int(),
            refunded_quantity: z.number().int(),
            unit_price_millimes: millimes,
            discount_millimes: millimes,
            total_millimes: millimes,
          }),
        ),
        /** When the carrier could not hand the parcel over, and what it does next. */
        failed_deliveries: z.array(failedDeliverySchema.omit({ note: true, by: true })),
        /** What the buyer asked before the parcel left, and the answer. */
        cancellation_request: cancellationRequestSchema.omit({ asked_by: true }).nullable(),
        shipping: z.object({ name: z.string().nullable(), millimes }),
        /** What was given back, when, and why. Nothing of who bears it. */
        refunds: vendorOrderSchema.shape.refunds.element
          .omit({ vendor_net_millimes: true })
          .array(),
      }),
  ),
})

export type OrderView = z.infer<typeof orderSchema>

type OrderRow = {
  id: string
  display_id: number
  created_at: Date
  email: string | null
  currency_code: string
  shipping_address: {
    first_name: string | null
    last_name: string | null
    phone: string | null
    address_1: string | null
    address_2: string | null
    province: string | null
    city: string | null
  } | null
  payment_collections: { status: string }[]
}

const ORDER_FIELDS = [
  "id",
  "display_id",
  "created_at",
  "email",
  "currency_code",
  "shipping_address.*",
  "payment_collections.status",
]

/** Paid once every vendor's share is, refunded once all of it went back. */
function paymentStatusOf(
  slices: Pick<VendorOrderView, "payment">[],
  collection: string | undefined,
): OrderView["payment"]["status"] {
  const total = (name: keyof VendorOrderView["payment"]) =>
    sum(slices.map((slice) => slice.payment[name]))
  const [due, paid, refunded] = [
    total("due_millimes"),
    total("paid_millimes"),
    total("refunded_millimes"),
  ]
  if (refunded > 0 && refunded >= paid) return "refunded"
  if (due > 0 && paid >= due) return "paid"
  return collection === "failed" || collection === "canceled" ? "failed" : "pending"
}

/** Orders as buyers read them, in their language and in the order of the ids given. */
export async function orderViews(
  container: MedusaContainer,
  orderIds: string[],
  locale: Locale,
): Promise<OrderView[]> {
  if (orderIds.length === 0) return []
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const orders = await read<OrderRow>(container, {
    entity: "order",
    fields: ORDER_FIELDS,
    filters: { id: orderIds },
  })
  const { orders: slices } = await listVendorOrderViews(
    container,
    { order_id: orderIds },
    { limit: orderIds.length * 100, offset: 0 },
    locale,
  )
  const vendors = await marketplace.listVendors({
    id: [...new Set(slices.map((slice) => slice.vendor_id))],
  })
  const vendorOf = new Map(vendors.map((vendor) => [vendor.id, vendor]))
  const secret = signingSecret(container)

  return orderIds.flatMap((id) => {
    const order = orders.find((one) => one.id === id)
    if (!order) return []
    const mine = slices
      .filter((slice) => slice.order_id === id)
      .sort((a, b) => a.number.localeCompare(b.number, "en", { numeric: true }))
    const address = order.shipping_address
    return {
      id: order.id,
      display_id: Number(order.display_id),
      created_at: order.created_at,
      status: orderStatusOf(mine.map((slice) => slice.status)),
      email: order.email,
      currency_code: order.currency_code,
      payment: {
        method: mine[0]?.payment_method ?? "none",
        status: paymentStatusOf(mine, order.payment_collections[0]?.status),
      },
      address: {
        first_name: address?.first_name ?? null,
        last_name: address?.last_name ?? null,
        phone: address?.phone ?? null,
        address_1: address?.address_1 ?? null,
        governorate_code: address?.province ?? null,
        delegation_code: address?.city ?? null,
        locality: address?.address_2 || null,
      },
      items_millimes: sum(mine.map((slice) => slice.items_millimes)),
      core_deposit_millimes: sum(mine.map((slice) => slice.core_deposit_millimes)),
      stamp_millimes: sum(mine.map((slice) => slice.stamp_millimes)),
      discount_millimes: sum(mine.map((slice) => slice.discount_millimes)),
      shipping_millimes: sum(mine.map((slice) => slice.shipping_millimes)),
      total_millimes: sum(mine.map((slice) => slice.total_millimes)),
      voided_millimes: sum(
        mine.flatMap((slice) => slice.refunds.map((refund) => refund.voided_millimes)),
      ),
      refunded_millimes: sum(mine.map((slice) => slice.payment.refunded_millimes)),
      tracking_token: trackingToken(order.id, secret),
      vendor_orders: mine.map((slice) => {
        const vendor = vendorOf.get(slice.vendor_id)!
        return {
          id: slice.id,
          number: slice.number,
          status: slice.status,
          total_millimes: slice.total_millimes,
          shipment: slice.shipment,
          vendor: {
            handle: vendor.handle,
            name: vendor.name,
            phone: vendor.phone,
            governorate_code: vendor.governorate_code,
          },
          timeline: slice.timeline.map(({ status, at }) => ({ status, at })),
          lines: slice.lines.map((line) => ({
            kind: line.kind,
            title: line.title,
            subtitle: line.subtitle,
            part_id: line.part_id,
            drawing: line.drawing,
            thumbnail: line.thumbnail,
            claim: line.claim,
            quantity: line.quantity,
            cancelled_quantity: line.cancelled_quantity,
            refunded_quantity: line.refunded_quantity,
            unit_price_millimes: line.unit_price_millimes,
            discount_millimes: line.discount_millimes,
            total_millimes: line.total_millimes,
          })),
          failed_deliveries: slice.failed_deliveries.map(
            ({ note: _note, by: _by, ...failure }) => failure,
          ),
          cancellation_request: buyersRequest(slice),
          shipping: { name: slice.shipping_name, millimes: slice.shipping_millimes },
          refunds: slice.refunds.map(({ vendor_net_millimes: _net, ...refund }) => refund),
        }
      }),
    }
  })
}

function buyersRequest({ cancellation_requests }: VendorOrderView) {
  const mine = cancellation_requests.find((request) => request.asked_by === "buyer")
  if (!mine) return null
  const { asked_by: _mine, ...request } = mine
  return request
}

/** The secret that signs tracking links: the one that signs sessions. */
export function signingSecret(container: MedusaContainer): string {
  const config: ConfigModule = container.resolve(ContainerRegistrationKeys.CONFIG_MODULE)
  const secret = config.projectConfig.http.cookieSecret
  if (!secret) throw new Error("COOKIE_SECRET is not set: tracking links cannot be signed")
  return secret
}
