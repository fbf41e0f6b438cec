import { orderMovements } from "../../domain/ledger"
import type { Slice } from "../../domain/split-order"
import { book } from "./ledger"
import type { Shared, Tables, VendorOrderRow } from "./tables"

/** Facts of an order that every slice repeats, and the texts of its lines. */
export type SplitFacts = {
  order_id: string
  /** The coupons that its cart was ordered with: now used. */
  coupons?: { cart_id: string; coupon_ids: string[] }
  order_display_id: number
  payment_method: string
  payment_collection_id: string
  currency_code: string
  buyer_name: string
  texts: Record<
    string,
    {
      product_id: string
      variant_id: string | null
      title: string
      subtitle: string | null
      sku: string | null
      thumbnail: string | null
      facts: Record<string, unknown> | null
    }
  >
  shipping: Record<string, { name: string; shipping_option_id: string | null }>
}

/**
 * Writes the slices of an order: vendor orders, lines, commission, payment allocations, timeline
 * and ledger, in one transaction. Exactly once: unique keys on (order, vendor) and on the ledger's
 * (source, kind) refuse a second writing, so a repeat finds the slices and returns them.
 */
export async function recordSplit(
  tables: Tables,
  slices: Slice[],
  facts: SplitFacts,
  context: Shared,
): Promise<VendorOrderRow[]> {
  const existing = await tables.listVendorOrders({ order_id: facts.order_id }, {}, context)
  if (existing.length > 0) return existing as unknown as VendorOrderRow[]
  if (facts.coupons) {
    const knex = context.transactionManager!.getTransactionContext()!
    await knex("coupon_use")
      .where({ cart_id: facts.coupons.cart_id })
      .whereIn("coupon_id", facts.coupons.coupon_ids)
      .update({ order_id: facts.order_id, updated_at: new Date() })
  }

  const vendorOrders = await tables.createVendorOrders(
    slices.map((slice) => ({
      number: `${facts.order_display_id}-${slice.rank}`,
      order_id: facts.order_id,
      order_display_id: facts.order_display_id,
      vendor_id: slice.vendor_id,
      payment_method: facts.payment_method,
      currency_code: facts.currency_code,
      buyer_name: facts.buyer_name,
      items_millimes: slice.items_millimes,
      discount_millimes: slice.discount_millimes,
      shipping_millimes: slice.shipping_millimes,
      core_deposit_millimes: slice.core_deposit_millimes,
      stamp_millimes: slice.stamp_millimes,
      total_millimes: slice.total_millimes,
      commission_millimes: slice.commission_millimes,
      commission_vat_millimes: slice.commission_vat_millimes,
      shipping_funding_millimes: slice.shipping_funding_millimes,
      funding_millimes: slice.funding_millimes,
      earnings_millimes: slice.earnings_millimes,
      shipping_name: facts.shipping[slice.vendor_id]?.name ?? null,
      shipping_option_id: facts.shipping[slice.vendor_id]?.shipping_option_id ?? null,
    })),
    context,
  )
  const idOf = new Map(vendorOrders.map((order) => [order.vendor_id, order.id]))

  const lines = await tables.createVendorOrderLines(
    slices.flatMap((slice) => [
      ...slice.lines.map((line) => ({
        ...facts.texts[line.line_item_id]!,
        line_item_id: line.line_item_id,
        quantity: line.quantity,
        unit_price_millimes: line.unit_price_millimes,
        discount_millimes: line.discount_millimes,
        funding_millimes: line.funding_millimes ?? 0,
        total_millimes: line.total_millimes,
        vendor_order_id: idOf.get(slice.vendor_id)!,
      })),
      ...slice.extras.map((extra) => ({
        ...facts.texts[extra.line_item_id]!,
        line_item_id: extra.line_item_id,
        kind: extra.kind,
        quantity: extra.quantity,
        unit_price_millimes: extra.unit_millimes,
        discount_millimes: 0,
        total_millimes: extra.unit_millimes * extra.quantity,
        vendor_order_id: idOf.get(slice.vendor_id)!,
      })),
    ]),
    context,
  )
  const lineIdOf = new Map(lines.map((line) => [line.line_item_id, line.id]))
  await tables.createCommissionLines(
    slices.flatMap((slice) =>
      slice.lines.map((line) => ({
        ...line.commission,
        line_id: lineIdOf.get(line.line_item_id)!,
      })),
    ),
    context,
  )
  await tables.createPaymentAllocations(
    slices.map((slice) => ({
      payment_collection_id: facts.payment_collection_id,
      due_millimes: slice.total_millimes,
      authorized_millimes: slice.total_millimes,
      captured_millimes: 0,
      refunded_millimes: 0,
      vendor_order_id: idOf.get(slice.vendor_id)!,
    })),
    context,
  )
  await tables.createVendorOrderEvents(
    slices.map((slice) => ({
      status: "new" as const,
      actor: "buyer",
      vendor_order_id: idOf.get(slice.vendor_id)!,
    })),
    context,
  )
  await book(
    tables,
    slices.flatMap((slice) => orderMovements({ ...slice, id: idOf.get(slice.vendor_id)! })),
    facts.currency_code,
    context,
  )
  return vendorOrders as unknown as VendorOrderRow[]
}
