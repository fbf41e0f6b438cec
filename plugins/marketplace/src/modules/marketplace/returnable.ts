import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Bearer, LineKind, ReturnableOrder } from "../../domain/refunds"
import type { VendorOrderStatus } from "../../domain/vendor-order-status"

const CASH = "pp_cod"

/** Cash is paid to whoever delivers; anything else to a gateway. */
export const isCash = (paymentMethod: string) => paymentMethod.startsWith(CASH)

/** Rates of TVA in basis points: of lines by the id of Medusa's line, of shipping by vendor order. */
export type VatRates = { lines: Record<string, number>; shipping: Record<string, number> }

export type FoundReturnable = ReturnableOrder & {
  number: string
  order_id: string
  order_display_id: number
  status: VendorOrderStatus
  currency_code: string
  payment_method: string
  allocation_id: string
  authorized_millimes: number
}

type OrderRow = {
  id: string
  number: string
  vendor_id: string
  order_id: string
  order_display_id: number
  status: VendorOrderStatus
  currency_code: string
  payment_method: string
  total_millimes: string
  shipping_returned_millimes: string
  shipping_funding_millimes: string
  released_at: Date | null
  allocation_id: string
  due_millimes: string
  authorized_millimes: string
  captured_millimes: string
  refunded_millimes: string
}

type LineRow = {
  id: string
  line_item_id: string
  kind: LineKind
  variant_id: string | null
  vendor_order_id: string
  quantity: number
  cancelled_quantity: number
  refunded_quantity: number
  total_millimes: string
  funding_millimes: string
  commission_millimes: string | null
  commission_vat_millimes: string | null
  base_millimes: string | null
  shipping_base_millimes: string | null
}

/** Whatever moves the money of a vendor order holds it until its transaction ends. */
export async function lockOrders(knex: Knex, ids: string[]): Promise<void> {
  await knex("vendor_order").whereIn("id", ids).orderBy("id").forUpdate().select("id")
}

/** Vendor orders as a refund finds them, in three statements whatever their number. */
export async function returnableOrders(
  knex: Knex,
  vendorOrderIds: string[],
  vat: VatRates,
): Promise<FoundReturnable[]> {
  const orders: OrderRow[] = await knex("vendor_order as o")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .whereIn("o.id", vendorOrderIds)
    .whereNull("o.deleted_at")
    .orderBy("o.id")
    .select(
      "o.*",
      "p.id as allocation_id",
      "p.due_millimes",
      "p.authorized_millimes",
      "p.captured_millimes",
      "p.refunded_millimes",
    )
  const lines: LineRow[] = await knex("vendor_order_line as l")
    .leftJoin("commission_line as c", "c.line_id", "l.id")
    .whereIn("l.vendor_order_id", vendorOrderIds)
    .orderBy("l.id")
    .select(
      "l.*",
      "c.amount_millimes as commission_millimes",
      "c.vat_millimes as commission_vat_millimes",
      "c.base_millimes",
      "c.shipping_base_millimes",
    )
  const gestures: { vendor_order_id: string; bearer: Bearer; amount: string }[] = await knex(
    "order_refund_line as r",
  )
    .join("order_refund_share as s", "s.id", "r.share_id")
    .whereIn("s.vendor_order_id", vendorOrderIds)
    .whereIn("r.kind", ["goodwill", "goodwill_deducted"])
    .groupBy("s.vendor_order_id", "r.bearer")
    .select("s.vendor_order_id", "r.bearer", knex.raw("sum(r.amount_millimes) as amount"))

  return orders.map((order) => {
    const mine = lines.filter((line) => line.vendor_order_id === order.id)
    const goods = mine.reduce((acc, line) => acc + Number(line.total_millimes), 0)
    const due = Number(order.due_millimes)
    const given = (bearer: Bearer) =>
      Number(
        gestures.find((one) => one.vendor_order_id === order.id && one.bearer === bearer)?.amount ??
          0,
      )
    return {
      id: order.id,
      number: order.number,
      vendor_id: order.vendor_id,
      order_id: order.order_id,
      order_display_id: Number(order.order_display_id),
      status: order.status,
      currency_code: order.currency_code,
      payment_method: order.payment_method,
      allocation_id: order.allocation_id,
      authorized_millimes: Number(order.authorized_millimes),
      lines: mine.map((line) => ({
        id: line.id,
        kind: line.kind,
        variant_id: line.variant_id,
        quantity: line.quantity,
        returned_quantity: line.cancelled_quantity + line.refunded_quantity,
        total_millimes: Number(line.total_millimes),
        funding_millimes: Number(line.funding_millimes),
        vat_bps: vat.lines[line.line_item_id] ?? 0,
        commission: {
          amount_millimes: Number(line.commission_millimes ?? 0),
          vat_millimes: Number(line.commission_vat_millimes ?? 0),
          base_millimes: Number(line.base_millimes ?? 0),
          shipping_base_millimes: Number(line.shipping_base_millimes ?? 0),
        },
      })),
      shipping_millimes: Number(order.total_millimes) - goods,
      shipping_returned_millimes: Number(order.shipping_returned_millimes),
      shipping_funding_millimes: Number(order.shipping_funding_millimes),
      shipping_vat_bps: vat.shipping[order.id] ?? 0,
      due_millimes: due,
      // Livré contre espèces : l'acheteur a payé, même si le transporteur n'a pas encore reversé.
      paid_millimes:
        isCash(order.payment_method) && order.status === "delivered"
          ? due
          : Number(order.captured_millimes),
      refunded_millimes: Number(order.refunded_millimes),
      goodwill: { vendor: given("vendor"), marketplace: given("marketplace") },
      is_released: order.released_at !== null,
    }
  })
}
