import { spread, sum, type Millimes } from "@souk/kit/money"
import type { Extra } from "./extras"
import { commissionFor, type AppliedRule, type Commission } from "./commission"

/** A Medusa order reduced to what the split decides on. Amounts are tax-inclusive whole millimes. */
export type PlacedOrder = {
  total_millimes: Millimes
  lines: PlacedLine[]
  shipping: PlacedShipping[]
  /** Deposits and stamps. */
  extras?: PlacedExtra[]
}

export type PlacedExtra = Extra & { line_item_id: string }

export type PlacedLine = {
  line_item_id: string
  vendor_id: string
  quantity: number
  unit_price_millimes: Millimes
  discount_millimes: Millimes
  /** The part of the discount that the marketplace pays. */
  funding_millimes?: Millimes
}

export type PlacedShipping = {
  vendor_id: string
  amount_millimes: Millimes
  discount_millimes: Millimes
  funding_millimes?: Millimes
}

export type SliceLine = PlacedLine & { total_millimes: Millimes; commission: Commission }

export type Slice = {
  vendor_id: string
  /** Rank of the vendor in the order, from 1, in the order its first line was added. */
  rank: number
  lines: SliceLine[]
  extras: PlacedExtra[]
  core_deposit_millimes: Millimes
  stamp_millimes: Millimes
  /** Of the goods. */
  items_millimes: Millimes
  /** Discounts on lines and shipping together. */
  discount_millimes: Millimes
  /** Shipping before its discount. */
  shipping_millimes: Millimes
  /** Shipping as the buyer pays it. */
  shipping_net_millimes: Millimes
  total_millimes: Millimes
  /** Before TVA. */
  commission_millimes: Millimes
  commission_vat_millimes: Millimes
  /** What the marketplace pays of the discounts: on shipping, and in all. */
  shipping_funding_millimes: Millimes
  funding_millimes: Millimes
  earnings_millimes: Millimes
}

/** The order cannot be cut into slices that sum to it. Nothing may be written from it. */
export class UnsplittableOrderError extends Error {
  constructor(reason: string) {
    super(`The order cannot be split: ${reason}`)
    this.name = "UnsplittableOrderError"
  }
}

/**
 * Cuts an order into one slice per vendor. The slices sum to the order to the millime, and in each
 * slice commission + its TVA + earnings = total + what the marketplace pays of the discounts.
 */
export function splitOrder(
  order: PlacedOrder,
  ruleOf: (line: PlacedLine) => AppliedRule,
  commissionVatBps: number,
): Slice[] {
  const vendorIds = [...new Set(order.lines.map((line) => line.vendor_id))]

  for (const method of order.shipping) {
    if (!vendorIds.includes(method.vendor_id)) {
      throw new UnsplittableOrderError(`vendor ${method.vendor_id} ships but sells nothing`)
    }
  }

  for (const extra of order.extras ?? []) {
    if (!vendorIds.includes(extra.vendor_id)) {
      throw new UnsplittableOrderError(`${extra.kind} of ${extra.vendor_id}, which sells nothing`)
    }
  }

  const slices = vendorIds.map((vendorId, index) => {
    const extras = (order.extras ?? []).filter((extra) => extra.vendor_id === vendorId)
    const extraTotal = (kind: Extra["kind"]) =>
      sum(
        extras
          .filter((extra) => extra.kind === kind)
          .map((extra) => extra.unit_millimes * extra.quantity),
      )
    const [deposits, stamp] = [extraTotal("core_deposit"), extraTotal("stamp")]
    const placed = order.lines.filter((line) => line.vendor_id === vendorId)
    const methods = order.shipping.filter((method) => method.vendor_id === vendorId)

    const items = sum(placed.map((line) => line.unit_price_millimes * line.quantity))
    const lineDiscount = sum(placed.map((line) => line.discount_millimes))
    const shippingDiscount = sum(methods.map((method) => method.discount_millimes))
    const shipping = sum(methods.map((method) => method.amount_millimes))
    const discount = lineDiscount + shippingDiscount
    const total = items + shipping - discount + deposits + stamp

    // Le port d'un vendeur se répartit sur ses lignes : chacune a sa règle, qui le compte ou non.
    const shares = spread(shipping - shippingDiscount, placed.map(netOf))
    const lines = placed.map((line, place): SliceLine => {
      const commissioned = {
        quantity: line.quantity,
        gross_millimes: line.unit_price_millimes * line.quantity,
        net_millimes: netOf(line),
        shipping_millimes: shares[place]!,
      }
      return {
        ...line,
        total_millimes: commissioned.net_millimes,
        commission: commissionFor(commissioned, ruleOf(line), commissionVatBps),
      }
    })
    const shippingFunding = sum(methods.map((method) => method.funding_millimes ?? 0))
    const funding = shippingFunding + sum(placed.map((line) => line.funding_millimes ?? 0))
    const commission = sum(lines.map((line) => line.commission.amount_millimes))
    const commissionVat = sum(lines.map((line) => line.commission.vat_millimes))
    return {
      vendor_id: vendorId,
      rank: index + 1,
      lines,
      extras,
      core_deposit_millimes: deposits,
      stamp_millimes: stamp,
      items_millimes: items,
      discount_millimes: discount,
      shipping_millimes: shipping,
      shipping_net_millimes: shipping - shippingDiscount,
      total_millimes: total,
      commission_millimes: commission,
      commission_vat_millimes: commissionVat,
      shipping_funding_millimes: shippingFunding,
      funding_millimes: funding,
      earnings_millimes: total + funding - commission - commissionVat,
    }
  })

  const sliced = sum(slices.map((slice) => slice.total_millimes))
  if (sliced !== order.total_millimes) {
    throw new UnsplittableOrderError(
      `slices sum to ${sliced} millimes, the order to ${order.total_millimes}`,
    )
  }
  return slices
}

function netOf(line: PlacedLine): Millimes {
  const net = line.unit_price_millimes * line.quantity - line.discount_millimes
  if (net < 0)
    throw new UnsplittableOrderError(`line ${line.line_item_id} is discounted below zero`)
  return net
}
