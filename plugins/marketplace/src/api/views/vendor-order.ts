import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import type { Locale } from "@souk/kit/locale"
import { read } from "@souk/kit/query"
import {
  LINE_KINDS,
  REFUND_KINDS,
  REFUND_LINE_KINDS,
  REFUND_STATUSES,
} from "../../domain/refund-terms"
import { VENDOR_ORDER_STATUSES } from "../../domain/vendor-order-status"
import { partTitle } from "../../domain/part-title"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import { isCash } from "../../modules/marketplace/returnable"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { cancellationRequestSchema, failedDeliverySchema, livesOf } from "./order-life"
import { claimOfLine, lineClaimSchema, partsOfVariants, type PartFacts } from "./parts"

const millimes = z.number().int()

export const vendorOrderSchema = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(VENDOR_ORDER_STATUSES),
  created_at: z.date(),
  payment_method: z.string(),
  buyer: z.object({
    name: z.string(),
    phone: z.string().nullable(),
    governorate_code: z.string().nullable(),
    delegation_code: z.string().nullable(),
    address_1: z.string().nullable(),
    locality: z.string().nullable(),
  }),
  lines: z.array(
    z.object({
      id: z.string(),
      /** Goods, the deposit for their old part, or the stamp of the invoice. */
      kind: z.enum(LINE_KINDS),
      title: z.string(),
      subtitle: z.string().nullable(),
      sku: z.string().nullable(),
      thumbnail: z.string().nullable(),
      part_id: z.string().nullable(),
      drawing: z.string().nullable(),
      brand: z.string().nullable(),
      mpn: z.string().nullable(),
      claim: lineClaimSchema.nullable(),
      quantity: z.number().int(),
      /** Pieces that will not be delivered, and pieces paid back. */
      cancelled_quantity: z.number().int(),
      refunded_quantity: z.number().int(),
      unit_price_millimes: millimes,
      discount_millimes: millimes,
      total_millimes: millimes,
      commission_rate_bps: z.number().int(),
      commission_millimes: millimes,
      /** `default`, `vendor`, or the rule whose name follows. */
      commission_rule_id: z.string().nullable(),
      commission_rule_name: z.string().nullable(),
    }),
  ),
  items_millimes: millimes,
  /** Given back when the old part is. */
  core_deposit_millimes: millimes,
  /** Of the invoice, where the buyer pays it. */
  stamp_millimes: millimes,
  discount_millimes: millimes,
  shipping_millimes: millimes,
  shipping_name: z.string().nullable(),
  /** The parcel, once it is handed over. */
  shipment: z.object({ carrier: z.string(), tracking_number: z.string().nullable() }).nullable(),
  total_millimes: millimes,
  commission_millimes: millimes,
  commission_vat_millimes: millimes,
  /** The part of the discounts that the marketplace pays the vendor. */
  funding_millimes: millimes,
  earnings_millimes: millimes,
  payment: z.object({
    /** Cancelled things left out. */
    due_millimes: millimes,
    paid_millimes: millimes,
    refunded_millimes: millimes,
  }),
  refunds: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(REFUND_KINDS),
      status: z.enum(REFUND_STATUSES),
      at: z.date(),
      settled_at: z.date().nullable(),
      reason: z.string(),
      amount_millimes: millimes,
      voided_millimes: millimes,
      /** What left the vendor's account, its commission come back. */
      vendor_net_millimes: millimes,
      lines: z.array(
        z.object({
          kind: z.enum(REFUND_LINE_KINDS),
          title: z.string().nullable(),
          quantity: z.number().int().nullable(),
          amount_millimes: millimes,
        }),
      ),
    }),
  ),
  timeline: z.array(
    z.object({ status: z.enum(VENDOR_ORDER_STATUSES), at: z.date(), by: z.string() }),
  ),
  failed_deliveries: z.array(failedDeliverySchema),
  /** At most one of the buyer and one of the vendor. */
  cancellation_requests: z.array(cancellationRequestSchema),
})

export type VendorOrderView = z.infer<typeof vendorOrderSchema>

type Filters = Record<string, unknown>
type Page = { limit: number; offset: number }

type OrderAddress = {
  id: string
  shipping_address: {
    phone: string | null
    province: string | null
    city: string | null
    address_1: string | null
    address_2: string | null
  } | null
}

/**
 * Vendor orders as their vendor and the operator read them, newest first: with the titles they were
 * sold under. For a buyer (`locale`) parts have the name their reader's language gives them.
 */
export async function listVendorOrderViews(
  container: MedusaContainer,
  filters: Filters,
  page: Page,
  locale?: Locale,
): Promise<{
  orders: (VendorOrderView & { vendor_id: string; order_id: string })[]
  count: number
}> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountVendorOrders(filters, {
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
    relations: ["lines", "lines.commission", "events", "allocation"],
  })
  const lives = await livesOf(
    container,
    rows.map((row) => row.id),
  )
  const refundsOf = await refundsByOrder(container, rows)
  const addresses = await read<OrderAddress>(container, {
    entity: "order",
    fields: ["id", "shipping_address.*"],
    filters: { id: [...new Set(rows.map((row) => row.order_id))] },
  })
  const addressOf = new Map(addresses.map((order) => [order.id, order.shipping_address]))
  const parts = await partsOfVariants(
    container,
    rows.flatMap((row) => row.lines.map((line) => line.variant_id)),
  )

  const orders = rows.map((row) => {
    const address = addressOf.get(row.order_id)
    return {
      id: row.id,
      vendor_id: row.vendor_id,
      order_id: row.order_id,
      number: row.number,
      status: row.status,
      created_at: row.created_at,
      payment_method: paymentMethodName(row.payment_method),
      buyer: {
        name: row.buyer_name,
        phone: address?.phone ?? null,
        governorate_code: address?.province ?? null,
        delegation_code: address?.city ?? null,
        address_1: address?.address_1 ?? null,
        locality: address?.address_2 || null,
      },
      lines: row.lines.map((line) => {
        const part = line.variant_id ? parts.get(line.variant_id)?.part : null
        return {
          id: line.id,
          kind: line.kind,
          title: titleIn(locale, line, part),
          subtitle: line.subtitle,
          sku: line.sku,
          thumbnail: line.thumbnail,
          part_id: part?.id ?? null,
          drawing: part?.drawing ?? null,
          brand: part?.brand?.name ?? null,
          mpn: part?.mpn ?? null,
          claim: claimOfLine(line.facts),
          quantity: line.quantity,
          cancelled_quantity: line.cancelled_quantity,
          refunded_quantity: line.refunded_quantity,
          unit_price_millimes: Number(line.unit_price_millimes),
          discount_millimes: Number(line.discount_millimes),
          total_millimes: Number(line.total_millimes),
          commission_rate_bps: line.commission?.rate_bps ?? 0,
          commission_millimes: Number(line.commission?.amount_millimes ?? 0),
          commission_rule_id: line.commission?.rule_id ?? null,
          commission_rule_name: line.commission?.rule_name || null,
        }
      }),
      items_millimes: Number(row.items_millimes),
      core_deposit_millimes: Number(row.core_deposit_millimes),
      stamp_millimes: Number(row.stamp_millimes),
      discount_millimes: Number(row.discount_millimes),
      shipping_millimes: Number(row.shipping_millimes),
      shipping_name: row.shipping_name,
      shipment: row.carrier ? { carrier: row.carrier, tracking_number: row.tracking_number } : null,
      total_millimes: Number(row.total_millimes),
      commission_millimes: Number(row.commission_millimes),
      commission_vat_millimes: Number(row.commission_vat_millimes),
      funding_millimes: Number(row.funding_millimes),
      earnings_millimes: Number(row.earnings_millimes),
      payment: {
        due_millimes: Number(row.allocation?.due_millimes ?? 0),
        paid_millimes: Number(
          (isCash(row.payment_method) && row.status === "delivered"
            ? row.allocation?.due_millimes
            : row.allocation?.captured_millimes) ?? 0,
        ),
        refunded_millimes: Number(row.allocation?.refunded_millimes ?? 0),
      },
      refunds: refundsOf.get(row.id) ?? [],
      timeline: timelineOf(row.events, lives.failures.get(row.id)),
      failed_deliveries: lives.failures.get(row.id) ?? [],
      cancellation_requests: lives.requests.get(row.id) ?? [],
    }
  })
  return { orders, count }
}

/** One vendor order, as its vendor reads it. */
export async function oneVendorOrder(
  container: MedusaContainer,
  id: string,
): Promise<VendorOrderView> {
  const { orders } = await listVendorOrderViews(container, { id }, { limit: 1, offset: 0 })
  return vendorOrderSchema.parse(orders[0])
}

/** Le titre de vente est en français ; une pièce connue a aussi un nom arabe et anglais. */
function titleIn(
  locale: Locale | undefined,
  line: { kind: string; title: string },
  part: PartFacts["part"] | undefined,
): string {
  const isNamed = line.kind === "goods" && locale !== undefined && locale !== "fr"
  return (isNamed ? partTitle(part, locale) : null) ?? line.title
}

/** What was given back of each vendor order, oldest first. */
async function refundsByOrder(
  container: MedusaContainer,
  orders: { id: string; lines: { id: string; title: string }[] }[],
): Promise<Map<string, VendorOrderView["refunds"]>> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const shares = await marketplace.listOrderRefundShares(
    { vendor_order_id: orders.map((order) => order.id) },
    {
      relations: ["refund", "lines"],
      take: 1000,
      order: { created_at: "ASC", id: "ASC" },
    },
  )
  const titleOf = new Map(orders.flatMap((one) => one.lines.map((line) => [line.id, line.title])))
  const found = new Map<string, VendorOrderView["refunds"]>()
  for (const share of shares) {
    found.set(share.vendor_order_id, [
      ...(found.get(share.vendor_order_id) ?? []),
      {
        id: share.refund.id,
        kind: share.refund.kind,
        status: share.refund.status,
        at: share.created_at,
        settled_at: share.refund.settled_at,
        reason: share.refund.reason,
        amount_millimes: Number(share.amount_millimes),
        voided_millimes: Number(share.voided_millimes),
        vendor_net_millimes:
          Number(share.vendor_millimes) +
          Number(share.funding_millimes) -
          Number(share.commission_millimes) -
          Number(share.commission_vat_millimes),
        lines: share.lines.map((line) => ({
          kind: line.kind,
          title: line.line_id ? (titleOf.get(line.line_id) ?? null) : null,
          quantity: line.quantity,
          amount_millimes: Number(line.amount_millimes),
        })),
      },
    ])
  }
  return found
}

export function timelineOf(
  events: { status: VendorOrderView["status"]; created_at: Date; actor: string }[],
  failures: { at: Date; by: string }[] = [],
): VendorOrderView["timeline"] {
  const failed = failures.map(({ at, by }) => ({ status: "undelivered" as const, at, by }))
  return events
    .map((event) => ({ status: event.status, at: event.created_at, by: event.actor }))
    .concat(failed)
    .sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime())
}

/** `pp_cod_cod` is what Medusa calls the provider; people say `cod`. */
export function paymentMethodName(providerId: string): string {
  return providerId.replace(/^pp_/, "").replace(/_.*$/, "")
}
