import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { read } from "@souk/kit/query"
import { VENDOR_ORDER_STATUSES } from "../../domain/vendor-order-status"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { claimOfLine, lineClaimSchema, partsOfVariants } from "./parts"

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
  discount_millimes: millimes,
  shipping_millimes: millimes,
  shipping_name: z.string().nullable(),
  total_millimes: millimes,
  commission_millimes: millimes,
  commission_vat_millimes: millimes,
  earnings_millimes: millimes,
  timeline: z.array(
    z.object({ status: z.enum(VENDOR_ORDER_STATUSES), at: z.date(), by: z.string() }),
  ),
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

/** Vendor orders as their vendor and the operator read them, newest first. */
export async function listVendorOrderViews(
  container: MedusaContainer,
  filters: Filters,
  page: Page,
): Promise<{
  orders: (VendorOrderView & { vendor_id: string; order_id: string })[]
  count: number
}> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountVendorOrders(filters, {
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
    relations: ["lines", "lines.commission", "events"],
  })
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
          title: line.title,
          subtitle: line.subtitle,
          sku: line.sku,
          thumbnail: line.thumbnail,
          part_id: part?.id ?? null,
          drawing: part?.drawing ?? null,
          brand: part?.brand?.name ?? null,
          mpn: part?.mpn ?? null,
          claim: claimOfLine(line.facts),
          quantity: line.quantity,
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
      discount_millimes: Number(row.discount_millimes),
      shipping_millimes: Number(row.shipping_millimes),
      shipping_name: row.shipping_name,
      total_millimes: Number(row.total_millimes),
      commission_millimes: Number(row.commission_millimes),
      commission_vat_millimes: Number(row.commission_vat_millimes),
      earnings_millimes: Number(row.earnings_millimes),
      timeline: timelineOf(row.events),
    }
  })
  return { orders, count }
}

export function timelineOf(
  events: { status: VendorOrderView["status"]; created_at: Date; actor: string }[],
): VendorOrderView["timeline"] {
  return events
    .map((event) => ({ status: event.status, at: event.created_at, by: event.actor }))
    .sort((a, b) => new Date(a.at).getTime() - new Date(b.at).getTime())
}

/** `pp_cod_cod` is what Medusa calls the provider; people say `cod`. */
export function paymentMethodName(providerId: string): string {
  return providerId.replace(/^pp_/, "").replace(/_.*$/, "")
}
