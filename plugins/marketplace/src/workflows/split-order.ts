import type { BigNumberInput } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { readOne } from "@souk/kit/query"
import { roundToMillimes, toMillimes } from "@souk/kit/money"
import {
  splitOrder,
  UnsplittableOrderError,
  type PlacedExtra,
  type PlacedOrder,
  type Slice,
} from "../domain/split-order"
import { extraFactOf, isGoods } from "../domain/extras"
import { fundingOf } from "../domain/coupons"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type { SplitFacts } from "../modules/marketplace/record-split"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { CHECKOUT_MARK } from "../domain/checkout"
import { rulesForLines } from "./steps/commission-rules"

const ORDER_FIELDS = [
  "id",
  "created_at",
  "display_id",
  "metadata",
  "currency_code",
  "total",
  "items.*",
  "items.adjustments.*",
  "items.tax_lines.*",
  "items.discount_total",
  "items.total",
  "shipping_methods.*",
  "shipping_methods.discount_total",
  "shipping_methods.adjustments.*",
  "shipping_methods.tax_lines.*",
  "shipping_address.*",
  "payment_collections.id",
  "payment_collections.payment_sessions.provider_id",
]

type Adjusted = { promotion_id: string | null; amount: BigNumberInput }

type OrderToSplit = {
  id: string
  created_at: Date
  display_id: number
  metadata: Record<string, unknown> | null
  currency_code: string
  total: BigNumberInput
  items: {
    id: string
    product_id: string
    variant_id: string | null
    title: string
    product_title: string | null
    product_subtitle: string | null
    variant_sku: string | null
    variant_title: string | null
    thumbnail: string | null
    quantity: number
    unit_price: BigNumberInput
    discount_total: BigNumberInput
    adjustments: Adjusted[]
    metadata: Record<string, unknown> | null
  }[]
  shipping_methods: {
    name: string
    shipping_option_id: string
    amount: BigNumberInput
    discount_total: BigNumberInput
    adjustments: Adjusted[]
  }[]
  shipping_address: { first_name: string | null; last_name: string | null } | null
  payment_collections: { id: string; payment_sessions: { provider_id: string }[] }[]
}

const planSplitStep = createStep(
  "plan-order-split",
  async (input: { order_id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)

    const order = await readOne<OrderToSplit>(container, {
      entity: "order",
      fields: ORDER_FIELDS,
      filters: { id: input.order_id },
    })
    if (!order) throw new UnsplittableOrderError(`order ${input.order_id} does not exist`)
    const items = order.items.filter(isGoods)
    const extras = order.items.flatMap((item): PlacedExtra[] => {
      const fact = extraFactOf(item.metadata)
      return fact
        ? [
            {
              ...fact,
              line_item_id: item.id,
              quantity: Number(item.quantity),
              unit_millimes: toMillimes(item.unit_price),
            },
          ]
        : []
    })
    const methods = order.shipping_methods

    const owners = await marketplace.listVendorProducts(
      { product_id: items.map((item) => item.product_id) },
      { relations: ["vendor"] },
    )
    const vendorOfProduct = new Map(owners.map((row) => [row.product_id, row.vendor]))
    const vendorOfOption = new Map(owners.map(({ vendor }) => [vendor.shipping_option_id, vendor]))
    const promotionIds = [...items, ...methods].flatMap(({ adjustments }) =>
      adjustments.flatMap((one) => one.promotion_id ?? []),
    )
    const coupons =
      promotionIds.length > 0
        ? await marketplace.listCoupons({ promotion_id: [...new Set(promotionIds)] })
        : []
    // Une promotion sans accord de partage est à la charge du vendeur.
    const funded = ({
      discount_total,
      adjustments,
    }: {
      discount_total: BigNumberInput
      adjustments: Adjusted[]
    }) =>
      fundingOf(
        toMillimes(discount_total),
        adjustments.map((one) => ({
          amount_millimes: roundToMillimes(one.amount),
          marketplace_bps:
            coupons.find((coupon) => coupon.promotion_id === one.promotion_id)?.marketplace_bps ??
            0,
        })),
      )
    const placed: PlacedOrder = {
      total_millimes: toMillimes(order.total),
      extras,
      lines: items.map((item) => {
        const vendor = vendorOfProduct.get(item.product_id)
        if (!vendor) throw new UnsplittableOrderError(`nobody owns product ${item.product_id}`)
        return {
          line_item_id: item.id,
          vendor_id: vendor.id,
          quantity: Number(item.quantity),
          unit_price_millimes: toMillimes(item.unit_price),
          discount_millimes: toMillimes(item.discount_total),
          funding_millimes: funded(item),
        }
      }),
      shipping: methods.map((method) => {
        const vendor = vendorOfOption.get(method.shipping_option_id)
        if (!vendor)
          throw new UnsplittableOrderError(`nobody ships with ${method.shipping_option_id}`)
        return {
          vendor_id: vendor.id,
          amount_millimes: toMillimes(method.amount),
          discount_millimes: toMillimes(method.discount_total),
          funding_millimes: funded(method),
        }
      }),
    }
    // Les règles sont celles du jour de la commande, même si un processus tué l'a fait couper plus tard.
    const ruleOf = await rulesForLines(container, {
      lines: items.map((item) => ({
        line_item_id: item.id,
        product_id: item.product_id,
        variant_id: item.variant_id,
        vendor: vendorOfProduct.get(item.product_id)!,
      })),
      at: new Date(order.created_at),
    })
    const slices = splitOrder(
      placed,
      (line) => ruleOf(line.line_item_id),
      marketplace.commissionVatBps,
    )

    const [collection] = order.payment_collections
    const address = order.shipping_address
    const facts: SplitFacts = {
      order_id: order.id,
      ...(coupons.length > 0 && {
        coupons: {
          cart_id: String(order.metadata?.[CHECKOUT_MARK] ?? ""),
          coupon_ids: coupons.map(({ id }) => id),
        },
      }),
      order_display_id: Number(order.display_id),
      payment_method: collection?.payment_sessions[0]?.provider_id ?? "none",
      payment_collection_id: collection?.id ?? "none",
      currency_code: order.currency_code,
      buyer_name: [address?.first_name, address?.last_name].filter(Boolean).join(" "),
      texts: Object.fromEntries(
        order.items.map((item) => [
          item.id,
          {
            // Une consigne est celle d'un article ; un timbre n'est de rien.
            product_id: item.product_id ?? extraFactOf(item.metadata)?.product_id ?? "",
            variant_id: item.variant_id ?? extraFactOf(item.metadata)?.variant_id ?? null,
            title: item.product_title ?? item.title,
            subtitle: item.product_subtitle,
            // Deux vendeurs peuvent avoir la même référence : le second la garde en titre de variante.
            sku: item.variant_sku ?? item.variant_title,
            thumbnail: item.thumbnail,
            facts: isGoods(item) ? item.metadata : null,
          },
        ]),
      ),
      shipping: Object.fromEntries(
        methods.map((method) => [
          vendorOfOption.get(method.shipping_option_id)!.id,
          { name: method.name, shipping_option_id: method.shipping_option_id },
        ]),
      ),
    }
    return new StepResponse({ slices, facts })
  },
)

const recordSplitStep = createStep(
  "record-order-split",
  async (input: { slices: Slice[]; facts: SplitFacts }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const vendorOrders = await marketplace.recordSplit(input.slices, input.facts)
    return new StepResponse(vendorOrders.map(({ id, order_id }) => ({ id, order_id })))
  },
  // No undo: it is the last step of a checkout, and the ledger is append-only. What comes after it
  // only tells others; a checkout that fails before it has written nothing here.
)

/** Cuts a placed order into vendor orders, with commission and ledger, exactly once. */
export const splitOrderWorkflow = createWorkflow("split-order", (input: { order_id: string }) => {
  const plan = planSplitStep(input)
  const vendorOrders = recordSplitStep(plan)
  emitEventStep({
    eventName: SoukEvents.ORDER_SPLIT,
    data: transform({ plan }, ({ plan: { facts } }) => ({
      id: facts.order_id,
      payment_collection_id: facts.payment_collection_id,
      provider_id: facts.payment_method,
    })),
  })
  return new WorkflowResponse(vendorOrders)
})
