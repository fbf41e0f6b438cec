import type {
  BigNumberInput,
  IEventBusModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { SoukEvents } from "@souk/kit/events"
import { roundToMillimes, toMillimes } from "@souk/kit/money"
import {
  splitOrder as cutIntoSlices,
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
import { readPlacedOrder, type OrderAsPlaced } from "./steps/placed-order"

/** What an order comes to for each of its vendors, and what its slices repeat of it. */
async function planSplit(
  container: MedusaContainer,
  order: OrderAsPlaced,
): Promise<{ slices: Slice[]; facts: SplitFacts }> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
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
    adjustments: OrderAsPlaced["items"][number]["adjustments"]
  }) =>
    fundingOf(
      toMillimes(discount_total),
      adjustments.map((one) => ({
        amount_millimes: roundToMillimes(one.amount),
        marketplace_bps:
          coupons.find((coupon) => coupon.promotion_id === one.promotion_id)?.marketplace_bps ?? 0,
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
  const slices = cutIntoSlices(
    placed,
    (line) => ruleOf(line.line_item_id),
    marketplace.commissionVatBps,
  )

  const facts: SplitFacts = {
    order_id: order.id,
    ...(coupons.length > 0 && {
      coupons: {
        cart_id: String(order.metadata?.[CHECKOUT_MARK] ?? ""),
        coupon_ids: coupons.map(({ id }) => id),
      },
    }),
    order_display_id: Number(order.display_id),
    payment_method: order.payment?.provider_id ?? "none",
    payment_collection_id: order.payment?.collection_id ?? "none",
    currency_code: order.currency_code,
    buyer_name: order.buyer_name,
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
  return { slices, facts }
}

/**
 * Cuts a placed order into vendor orders, with commission and ledger, exactly once. It is the last
 * thing a checkout does and writes in one transaction, so it needs no undo; the event that tells
 * others of it leaves with those of the completion when told their group.
 */
export async function splitOrder(
  container: MedusaContainer,
  { order_id, eventGroupId }: { order_id: string; eventGroupId?: string },
): Promise<void> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const events: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)

  const order = await readPlacedOrder(container, order_id)
  if (!order) throw new UnsplittableOrderError(`order ${order_id} does not exist`)
  const { slices, facts } = await planSplit(container, order)
  await marketplace.recordSplit(slices, facts)
  await events.emit({
    name: SoukEvents.ORDER_SPLIT,
    data: {
      id: order.id,
      payment_collection_id: facts.payment_collection_id,
      provider_id: facts.payment_method,
    },
    metadata: eventGroupId ? { eventGroupId } : {},
  })
}
