import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { commonErrors, things } from "@souk/kit/errors"
import { identifier, line } from "@souk/kit/routes"
import {
  BEARERS,
  DUE_REASONS,
  LINE_KINDS,
  ORDER_PAYMENT_STATUSES,
  REFUND_KINDS,
  REFUND_LINE_KINDS,
  REFUND_METHODS,
  REFUND_STATUSES,
  type RefundPlan,
} from "../../domain/refunds"
import { VENDOR_ORDER_STATUSES } from "../../domain/vendor-order-status"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { paymentMethodName } from "./vendor-order"

const millimes = z.number().int()
const positive = millimes.min(1).max(1_000_000_000)

const piece = z.strictObject({
  line_id: identifier,
  quantity: z.number().int().min(1).max(1_000_000),
})

/** What somebody asks to give back. */
const asked = {
  order_id: identifier,
  vendor_order_id: identifier.optional(),
  whole: z.boolean().optional(),
  lines: z.array(piece).max(200).optional(),
  shipping_millimes: positive.optional(),
  goodwill: z.strictObject({ amount_millimes: positive, bearer: z.enum(BEARERS) }).optional(),
  /** The books are in dinars: anything else is refused. */
  currency_code: z.literal("tnd").optional(),
}

export const previewBody = z.object({ ...asked, kind: z.enum(REFUND_KINDS).default("refund") })

const decided = {
  idempotency_key: identifier,
  expected_millimes: millimes.min(0).max(10_000_000_000).optional(),
  reason: line(500, 3),
}

export const refundBody = z.object({ ...asked, ...decided })

export const cancellationBody = z.object({
  ...decided,
  /** Pieces that are short; without them, all that is left. */
  lines: z.array(piece).min(1).max(200).optional(),
})

export const settlementBody = z.object({ reference: line(200, 3) })

const lineEffect = z.object({
  kind: z.enum(REFUND_LINE_KINDS),
  line_id: z.string().nullable(),
  title: z.string().nullable(),
  quantity: z.number().int().nullable(),
  amount_millimes: millimes,
  vat_bps: z.number().int(),
  vat_millimes: millimes,
  bearer: z.enum(BEARERS),
  commission_millimes: millimes,
  commission_vat_millimes: millimes,
  funding_millimes: millimes,
})

const shareEffect = z.object({
  vendor_order: z.object({ id: z.string(), number: z.string() }),
  vendor: z.object({ id: z.string(), name: z.string() }),
  amount_millimes: millimes,
  voided_millimes: millimes,
  vendor_millimes: millimes,
  goodwill_millimes: millimes,
  commission_millimes: millimes,
  commission_vat_millimes: millimes,
  funding_millimes: millimes,
  /** What leaves the vendor's account in the end. */
  vendor_net_millimes: millimes,
  is_clawback: z.boolean(),
  lines: z.array(lineEffect),
})

export const previewSchema = z.object({
  amount_millimes: millimes,
  voided_millimes: millimes,
  /** How the money will go: by the gateway that took it, or by hand. */
  method: z.enum(REFUND_METHODS),
  shares: z.array(shareEffect),
})

export const refundSchema = z.object({
  id: z.string(),
  order_id: z.string(),
  order_display_id: z.number().int(),
  kind: z.enum(REFUND_KINDS),
  status: z.enum(REFUND_STATUSES),
  method: z.enum(REFUND_METHODS),
  due_reason: z.enum(DUE_REASONS).nullable(),
  failure: z.string().nullable(),
  payment_method: z.string(),
  currency_code: z.string(),
  amount_millimes: millimes,
  voided_millimes: millimes,
  reason: z.string(),
  reference: z.string().nullable(),
  created_by: z.string(),
  created_at: z.date(),
  settled_by: z.string().nullable(),
  settled_at: z.date().nullable(),
  shares: z.array(shareEffect),
})
export type RefundView = z.infer<typeof refundSchema>

export const orderPaymentSchema = z.object({
  order_id: z.string(),
  order_display_id: z.number().int(),
  payment_method: z.string(),
  currency_code: z.string(),
  buyer_name: z.string(),
  created_at: z.date(),
  status: z.enum(ORDER_PAYMENT_STATUSES),
  total_millimes: millimes,
  due_millimes: millimes,
  paid_millimes: millimes,
  refunded_millimes: millimes,
})

export const orderPaymentDetailSchema = orderPaymentSchema.extend({
  allocations: z.array(
    z.object({
      vendor_order: z.object({
        id: z.string(),
        number: z.string(),
        status: z.enum(VENDOR_ORDER_STATUSES),
      }),
      vendor: z.object({ id: z.string(), name: z.string() }),
      due_millimes: millimes,
      authorized_millimes: millimes,
      paid_millimes: millimes,
      refunded_millimes: millimes,
      shipping_left_millimes: millimes,
      lines: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(LINE_KINDS),
          title: z.string(),
          quantity: z.number().int(),
          left_quantity: z.number().int(),
          total_millimes: millimes,
        }),
      ),
    }),
  ),
  refunds: z.array(refundSchema),
  movements: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      vendor_order_number: z.string().nullable(),
      created_at: z.date(),
      entries: z.array(z.object({ account: z.string(), amount_millimes: millimes })),
    }),
  ),
})

type Named = {
  orderOf: Map<string, { id: string; number: string }>
  vendorOf: Map<string, { id: string; name: string }>
  titleOf: Map<string, string>
}

async function namesOf(container: MedusaContainer, orderIds: string[]): Promise<Named> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const orders = await marketplace.listVendorOrders(
    { order_id: orderIds },
    { relations: ["lines"], take: orderIds.length * 100 || 1 },
  )
  const vendors = await marketplace.listVendors(
    { id: [...new Set(orders.map((order) => order.vendor_id))] },
    { select: ["id", "name"], take: orders.length || 1 },
  )
  return {
    orderOf: new Map(orders.map(({ id, number }) => [id, { id, number }])),
    vendorOf: new Map(vendors.map(({ id, name }) => [id, { id, name }])),
    titleOf: new Map(orders.flatMap((order) => order.lines.map((one) => [one.id, one.title]))),
  }
}

type Amounts = Omit<RefundPlan, "vendor_net_millimes">

function shareView(share: Amounts, { orderOf, vendorOf, titleOf }: Named) {
  const { vendor_order_id, vendor_id, lines } = share
  const number = (name: keyof Amounts) => Number(share[name])
  return {
    vendor_order: orderOf.get(vendor_order_id)!,
    vendor: vendorOf.get(vendor_id)!,
    amount_millimes: number("amount_millimes"),
    voided_millimes: number("voided_millimes"),
    vendor_millimes: number("vendor_millimes"),
    goodwill_millimes: number("goodwill_millimes"),
    commission_millimes: number("commission_millimes"),
    commission_vat_millimes: number("commission_vat_millimes"),
    funding_millimes: number("funding_millimes"),
    vendor_net_millimes:
      number("vendor_millimes") +
      number("funding_millimes") -
      number("commission_millimes") -
      number("commission_vat_millimes"),
    is_clawback: share.is_clawback,
    lines: lines.map((one) => ({
      kind: one.kind,
      line_id: one.line_id,
      title: one.line_id ? (titleOf.get(one.line_id) ?? null) : null,
      quantity: one.quantity,
      amount_millimes: Number(one.amount_millimes),
      vat_bps: one.vat_bps,
      vat_millimes: Number(one.vat_millimes),
      bearer: one.bearer,
      commission_millimes: Number(one.commission_millimes),
      commission_vat_millimes: Number(one.commission_vat_millimes),
      funding_millimes: Number(one.funding_millimes),
    })),
  }
}

/** What a plan comes to, as its page reads it. */
export async function previewView(
  container: MedusaContainer,
  orderId: string,
  plans: RefundPlan[],
  payableBack: boolean,
) {
  const names = await namesOf(container, [orderId])
  const add = (name: "amount_millimes" | "voided_millimes") =>
    plans.reduce((acc, plan) => acc + plan[name], 0)
  const amount = add("amount_millimes")
  return {
    amount_millimes: amount,
    voided_millimes: add("voided_millimes"),
    method:
      amount === 0 ? ("none" as const) : payableBack ? ("gateway" as const) : ("by_hand" as const),
    shares: plans.map((plan) => shareView(plan, names)),
  }
}

export async function listRefundViews(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  page: { limit: number; offset: number },
): Promise<{ refunds: RefundView[]; count: number }> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountOrderRefunds(filters, {
    relations: ["shares", "shares.lines"],
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
  })
  const names = await namesOf(container, [...new Set(rows.map((row) => row.order_id))])
  return {
    count,
    refunds: rows.map((row) => ({
      id: row.id,
      order_id: row.order_id,
      order_display_id: row.order_display_id,
      kind: row.kind,
      status: row.status,
      method: row.method,
      due_reason: row.due_reason,
      failure: row.failure,
      payment_method: paymentMethodName(row.provider_id),
      currency_code: row.currency_code,
      amount_millimes: Number(row.amount_millimes),
      voided_millimes: Number(row.voided_millimes),
      reason: row.reason,
      reference: row.reference,
      created_by: row.created_by,
      created_at: row.created_at,
      settled_by: row.settled_by,
      settled_at: row.settled_at,
      // Big numbers come as such from the module: the view makes them millimes.
      shares: row.shares.map((share) => shareView(share as unknown as Amounts, names)),
    })),
  }
}

export async function findRefundView(container: MedusaContainer, id: string): Promise<RefundView> {
  const { refunds } = await listRefundViews(container, { id }, { limit: 1, offset: 0 })
  if (!refunds[0]) throw commonErrors.not_found({ what: things.refund, id })
  return refunds[0]
}

/** One payment: who gets what of it, what was given back, and every movement about it. */
export async function orderPaymentView(container: MedusaContainer, orderId: string) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const { payments } = await marketplace.orderPayments(
    { order_id: orderId },
    { limit: 1, offset: 0 },
  )
  const [payment] = payments
  if (!payment) throw commonErrors.not_found({ what: things.payment, id: orderId })
  const { orderOf, vendorOf, titleOf } = await namesOf(container, [orderId])
  const allocations = await marketplace.returnable([...orderOf.keys()])
  const { refunds } = await listRefundViews(
    container,
    { order_id: orderId },
    { limit: 200, offset: 0 },
  )
  const movements = await marketplace.listLedgerTransactions(
    {
      $or: [{ vendor_order_id: [...orderOf.keys()] }, { source: refunds.map((one) => one.id) }],
    },
    { relations: ["entries"], take: 1000, order: { created_at: "ASC", id: "ASC" } },
  )
  return {
    ...payment,
    payment_method: paymentMethodName(payment.payment_method),
    allocations: allocations.map((one) => ({
      vendor_order: { ...orderOf.get(one.id)!, status: one.status },
      vendor: vendorOf.get(one.vendor_id)!,
      due_millimes: one.due_millimes,
      authorized_millimes: one.authorized_millimes,
      paid_millimes: one.paid_millimes,
      refunded_millimes: one.refunded_millimes,
      shipping_left_millimes: one.shipping_millimes - one.shipping_returned_millimes,
      lines: one.lines.map((each) => ({
        id: each.id,
        kind: each.kind ?? "goods",
        title: titleOf.get(each.id) ?? "",
        quantity: each.quantity,
        left_quantity: each.quantity - each.returned_quantity,
        total_millimes: each.total_millimes,
      })),
    })),
    refunds,
    movements: movements.map((one) => ({
      id: one.id,
      kind: one.kind,
      vendor_order_number: one.vendor_order_id
        ? (orderOf.get(one.vendor_order_id)?.number ?? null)
        : null,
      created_at: one.created_at,
      entries: one.entries.map((entry) => ({
        account: entry.account,
        amount_millimes: Number(entry.amount_millimes),
      })),
    })),
  }
}
