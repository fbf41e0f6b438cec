import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { commonErrors, things } from "@souk/kit/errors"
import { roundToMillimes } from "@souk/kit/money"
import { readOne } from "@souk/kit/query"
import type { RefundRequest } from "../../domain/refunds"
import { errors } from "../../domain/errors"
import { frozenTaxClass } from "../../domain/tax"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import { isCash, type VatRates } from "../../modules/marketplace/returnable"
import type { RefundDecision } from "../../modules/marketplace/refund-plans"
import type MarketplaceModuleService from "../../modules/marketplace/service"

/** What somebody asks to give back, as a page says it. Amounts in whole millimes. */
export type RefundAsked = {
  order_id: string
  /** One vendor's part of the order; without it, the whole order. */
  vendor_order_id?: string
  /** All that is left of it: pieces and shipping. */
  whole?: boolean
  lines?: { line_id: string; quantity: number }[]
  shipping_millimes?: number
  goodwill?: { amount_millimes: number; bearer: "vendor" | "marketplace" }
}

type FrozenTax = { code: string | null; rate: BigNumberInput }

type PaidOrder = {
  id: string
  items: { id: string; tax_lines: FrozenTax[] }[]
  shipping_methods: { shipping_option_id: string; tax_lines: FrozenTax[] }[]
  payment_collections: {
    payments: {
      id: string
      provider_id: string
      captures: { amount: BigNumberInput }[]
      refunds: { amount: BigNumberInput }[]
    }[]
  }[]
}

const FIELDS = [
  "id",
  "items.id",
  "items.tax_lines.code",
  "items.tax_lines.rate",
  "shipping_methods.shipping_option_id",
  "shipping_methods.tax_lines.code",
  "shipping_methods.tax_lines.rate",
  "payment_collections.payments.id",
  "payment_collections.payments.provider_id",
  "payment_collections.payments.captures.amount",
  "payment_collections.payments.refunds.amount",
]

/** What a decision needs of Medusa's order: the rates of TVA, and the payment that can give back. */
export async function refundFacts(
  container: MedusaContainer,
  asked: RefundAsked,
): Promise<Pick<RefundDecision, "order_id" | "parts" | "payment" | "vat">> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const order = await readOne<PaidOrder>(container, {
    entity: "order",
    fields: FIELDS,
    filters: { id: asked.order_id },
  })
  if (!order) throw commonErrors.not_found({ what: things.order, id: asked.order_id })
  const all = await marketplace.listVendorOrders(
    { order_id: order.id },
    { select: ["id", "status", "shipping_option_id"], take: 100, order: { id: "ASC" } },
  )
  const chosen = asked.vendor_order_id
    ? all.filter((one) => one.id === asked.vendor_order_id)
    : all.filter((one) => one.status !== "cancelled")
  if (chosen.length === 0) {
    throw commonErrors.not_found({
      what: things.order,
      id: asked.vendor_order_id ?? asked.order_id,
    })
  }
  if (!asked.whole && chosen.length > 1) throw errors.refund_vendor_order_needed()
  const vat: VatRates = {
    lines: Object.fromEntries(order.items.map((item) => [item.id, rateOf(item.tax_lines)])),
    shipping: Object.fromEntries(
      all.map((one) => [
        one.id,
        rateOf(
          order.shipping_methods.find(
            (method) => method.shipping_option_id === one.shipping_option_id,
          )?.tax_lines ?? [],
        ),
      ]),
    ),
  }
  return {
    order_id: order.id,
    parts: chosen.map(({ id }) => ({
      vendor_order_id: id,
      request: asked.whole ? ("whole" as const) : requestOf(asked),
    })),
    payment: payableBack(order),
    vat,
  }
}

function requestOf(asked: RefundAsked): RefundRequest {
  return {
    lines: asked.lines ?? [],
    shipping: asked.shipping_millimes ?? 0,
    goodwill: asked.goodwill ?? null,
  }
}

/** TVA in basis points, FODEC left out. */
function rateOf(taxLines: FrozenTax[]): number {
  return Math.round(frozenTaxClass(taxLines).vat_percent * 100)
}

/** The payment that a gateway captured, with something left in it. Cash is given back by hand. */
function payableBack(order: PaidOrder): RefundDecision["payment"] {
  const total = (amounts: { amount: BigNumberInput }[]) =>
    amounts.reduce((acc, one) => acc + roundToMillimes(one.amount), 0)
  const payment = order.payment_collections
    .flatMap((collection) => collection.payments)
    .find((one) => !isCash(one.provider_id) && total(one.captures) > total(one.refunds))
  return payment ? { id: payment.id, provider_id: payment.provider_id } : null
}
