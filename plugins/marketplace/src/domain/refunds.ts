import { proportion, spread, sum, type Millimes } from "@souk/kit/money"
import type { Bearer, LineKind, RefundLineKind } from "./refund-terms"

export * from "./refund-terms"

/** A line of a vendor order, with what of it is gone already. */
export type ReturnableLine = {
  id: string
  /** Goods unless told. */
  kind?: LineKind
  /** What ties a deposit to its goods. */
  variant_id?: string | null
  quantity: number
  /** Paid back or cancelled. */
  returned_quantity: number
  /** As the buyer pays it. */
  total_millimes: Millimes
  /** The part of its discount that the marketplace pays. */
  funding_millimes: Millimes
  vat_bps: number
  commission: {
    amount_millimes: Millimes
    vat_millimes: Millimes
    base_millimes: Millimes
    /** The part of the base that is shipping. */
    shipping_base_millimes: Millimes
  }
}

/** A vendor order and its share of the payment, as a refund finds them. */
export type ReturnableOrder = {
  id: string
  vendor_id: string
  lines: ReturnableLine[]
  /** As the buyer pays it. */
  shipping_millimes: Millimes
  shipping_returned_millimes: Millimes
  shipping_funding_millimes: Millimes
  shipping_vat_bps: number
  /** What the buyer owes, cancelled things left out. */
  due_millimes: Millimes
  /** What the buyer paid, to whomever. */
  paid_millimes: Millimes
  refunded_millimes: Millimes
  /** Gestures made before and not deducted since. */
  goodwill: Record<Bearer, Millimes>
  /** Its money is already the vendor's to draw. */
  is_released: boolean
}

export type RefundRequest = {
  lines: { line_id: string; quantity: number }[]
  /** How much of the shipping; `all` is what is left of it. */
  shipping: Millimes | "all"
  goodwill: { amount_millimes: Millimes; bearer: Bearer } | null
}

export type PlannedLine = {
  kind: RefundLineKind
  line_id: string | null
  quantity: number | null
  amount_millimes: Millimes
  vat_bps: number
  vat_millimes: Millimes
  bearer: Bearer
  commission_millimes: Millimes
  commission_vat_millimes: Millimes
  funding_millimes: Millimes
}

/** What a refund does to one vendor order, to the millime. */
export type RefundPlan = {
  vendor_order_id: string
  vendor_id: string
  lines: PlannedLine[]
  /** What the buyer gets back. */
  amount_millimes: Millimes
  /** What the buyer owed and owes no more. */
  voided_millimes: Millimes
  vendor_millimes: Millimes
  goodwill_millimes: Millimes
  commission_millimes: Millimes
  commission_vat_millimes: Millimes
  funding_millimes: Millimes
  /** What the vendor loses in the end: below zero would be a gain. */
  vendor_net_millimes: Millimes
  is_clawback: boolean
}

export type RefundProblem =
  | { code: "line_unknown"; line_id: string }
  | { code: "quantity_above_left"; line_id: string; left: number }
  | { code: "shipping_above_left"; left_millimes: Millimes }
  | { code: "stamp_alone" }
  | { code: "nothing_to_refund" }
  | { code: "nothing_paid" }
  | { code: "above_paid"; left_millimes: Millimes }

export class RefundRefusedError extends Error {
  constructor(readonly problem: RefundProblem) {
    super(`The refund is refused: ${problem.code}`)
    this.name = "RefundRefusedError"
  }
}

/**
 * La part de ce qui a été rendu jusqu'ici, moins ce qui l'était avant : quel que soit le découpage,
 * les parts d'un tout rendu en entier font exactement le tout.
 */
function stepOf(total: Millimes, before: number, more: number, whole: number): Millimes {
  if (whole === 0) return 0
  return proportion(total, before + more, whole) - proportion(total, before, whole)
}

/** Commission of a line on its goods and on its share of the shipping, each with its TVA. */
function partsOfCommission({ commission }: ReturnableLine) {
  const weights = [
    commission.base_millimes - commission.shipping_base_millimes,
    commission.shipping_base_millimes,
  ]
  const [goods, shipping] = weights.every((weight) => weight === 0)
    ? [commission.amount_millimes, 0]
    : (spread(commission.amount_millimes, weights) as [Millimes, Millimes])
  const [goodsVat, shippingVat] =
    goods + shipping === 0
      ? [commission.vat_millimes, 0]
      : (spread(commission.vat_millimes, [goods, shipping]) as [Millimes, Millimes])
  return { goods, shipping, goodsVat, shippingVat }
}

/** Everything that is left of an order, shipping included. */
export function wholeOf(order: ReturnableOrder): RefundRequest {
  return {
    lines: order.lines.flatMap((line) => {
      const quantity = line.quantity - line.returned_quantity
      return quantity > 0 ? [{ line_id: line.id, quantity }] : []
    }),
    shipping: "all",
    goodwill: null,
  }
}

function refuse(problem: RefundProblem): never {
  throw new RefundRefusedError(problem)
}

const isGoods = (line: ReturnableLine) => (line.kind ?? "goods") === "goods"

/**
 * Ce que la demande rend vraiment. Une consigne se rend seule au retour de la vieille pièce ; quand un
 * article est rendu ou annulé, il ne reste jamais plus de consignes tenues que de pièces gardées. Le
 * timbre ne se rend qu'avec le dernier article : la facture a existé.
 */
function askedQuantities(order: ReturnableOrder, request: RefundRequest): Map<string, number> {
  const asked = new Map<string, number>()
  for (const { line_id, quantity } of request.lines) {
    asked.set(line_id, (asked.get(line_id) ?? 0) + quantity)
  }
  const leftOf = (line: ReturnableLine) =>
    line.quantity - line.returned_quantity - (asked.get(line.id) ?? 0)
  const left = (lines: ReturnableLine[]) => lines.reduce((all, line) => all + leftOf(line), 0)

  for (const deposit of order.lines.filter((line) => line.kind === "core_deposit")) {
    const goods = order.lines.filter(
      (line) => isGoods(line) && line.variant_id === deposit.variant_id,
    )
    const isTouched = goods.some((line) => asked.has(line.id))
    const tooMany = leftOf(deposit) - Math.max(0, left(goods))
    if (isTouched && tooMany > 0) {
      asked.set(deposit.id, (asked.get(deposit.id) ?? 0) + tooMany)
    }
  }
  const isStampAsked = order.lines.some((line) => line.kind === "stamp" && asked.has(line.id))
  if (isStampAsked && left(order.lines.filter(isGoods)) > 0) refuse({ code: "stamp_alone" })
  return asked
}

function plannedLines(order: ReturnableOrder, request: RefundRequest): PlannedLine[] {
  const asked = askedQuantities(order, request)
  const planned = [...asked].map(([line_id, quantity]): PlannedLine => {
    const line = order.lines.find((one) => one.id === line_id)
    if (!line) return refuse({ code: "line_unknown", line_id })
    const left = line.quantity - line.returned_quantity
    if (quantity > left) refuse({ code: "quantity_above_left", line_id, left })
    const step = (total: Millimes) => stepOf(total, line.returned_quantity, quantity, line.quantity)
    const parts = partsOfCommission(line)
    const amount = step(line.total_millimes)
    return {
      kind: "line",
      line_id,
      quantity,
      amount_millimes: amount,
      vat_bps: line.vat_bps,
      vat_millimes: step(vatWithin(line.total_millimes, line.vat_bps)),
      bearer: "vendor",
      commission_millimes: step(parts.goods),
      commission_vat_millimes: step(parts.goodsVat),
      funding_millimes: step(line.funding_millimes),
    }
  })

  const left = order.shipping_millimes - order.shipping_returned_millimes
  const shipping = request.shipping === "all" ? left : request.shipping
  if (shipping > left) refuse({ code: "shipping_above_left", left_millimes: left })
  if (shipping > 0) {
    const step = (total: Millimes) =>
      stepOf(total, order.shipping_returned_millimes, shipping, order.shipping_millimes)
    const parts = order.lines.map(partsOfCommission)
    planned.push({
      kind: "shipping",
      line_id: null,
      quantity: null,
      amount_millimes: shipping,
      vat_bps: order.shipping_vat_bps,
      vat_millimes: step(vatWithin(order.shipping_millimes, order.shipping_vat_bps)),
      bearer: "vendor",
      commission_millimes: step(sum(parts.map((part) => part.shipping))),
      commission_vat_millimes: step(sum(parts.map((part) => part.shippingVat))),
      funding_millimes: step(order.shipping_funding_millimes),
    })
  }
  return planned
}

function vatWithin(ttc: Millimes, vatBps: number): Millimes {
  return proportion(ttc, vatBps, 10_000 + vatBps)
}

function gesture(
  kind: "goodwill" | "goodwill_deducted",
  amount: Millimes,
  bearer: Bearer,
): PlannedLine {
  return {
    kind,
    line_id: null,
    quantity: null,
    amount_millimes: amount,
    vat_bps: 0,
    vat_millimes: 0,
    bearer,
    commission_millimes: 0,
    commission_vat_millimes: 0,
    funding_millimes: 0,
  }
}

/**
 * Ce que l'on rend à l'acheteur d'une commande vendeur, et qui le perd. Ce qui n'était pas payé
 * n'est plus dû ; ce qui l'était est rendu, jamais au-delà. Un geste déjà fait se déduit quand la
 * suite dépasserait le payé : il revient à qui l'avait porté, la place de marché d'abord.
 *
 * @param kind `refund` pays back what was paid; `cancellation` also voids what is still owed.
 * @throws RefundRefusedError with the reason.
 */
export function planRefund(
  order: ReturnableOrder,
  request: RefundRequest,
  kind: "refund" | "cancellation",
): RefundPlan {
  const lines = plannedLines(order, request)
  const returned = sum(lines.map((line) => line.amount_millimes))
  const asked = request.goodwill?.amount_millimes ?? 0
  if (kind === "refund" && order.paid_millimes === 0) refuse({ code: "nothing_paid" })

  const owed = order.due_millimes - order.paid_millimes
  const voided = kind === "cancellation" ? Math.min(returned, owed) : 0
  const left = order.paid_millimes - order.refunded_millimes
  const tooMuch = Math.max(0, returned - voided + asked - left)
  const before = order.goodwill.marketplace + order.goodwill.vendor
  // Un geste ne se déduit que de ce qui est rendu, jamais d'un autre geste.
  if (tooMuch > Math.min(before, returned - voided)) {
    refuse({ code: "above_paid", left_millimes: left })
  }
  const fromMarketplace = Math.min(tooMuch, order.goodwill.marketplace)
  const fromVendor = tooMuch - fromMarketplace

  if (request.goodwill && asked > 0) {
    lines.push(gesture("goodwill", asked, request.goodwill.bearer))
  }
  if (fromMarketplace > 0) {
    lines.push(gesture("goodwill_deducted", -fromMarketplace, "marketplace"))
  }
  if (fromVendor > 0) lines.push(gesture("goodwill_deducted", -fromVendor, "vendor"))
  const isWorthless = kind === "refund" && returned + asked === 0
  if (lines.length === 0 || isWorthless) refuse({ code: "nothing_to_refund" })

  const borne = (bearer: Bearer) =>
    sum(lines.filter((line) => line.bearer === bearer).map((line) => line.amount_millimes))
  const vendor = borne("vendor")
  const commission = sum(lines.map((line) => line.commission_millimes))
  const commissionVat = sum(lines.map((line) => line.commission_vat_millimes))
  const funding = sum(lines.map((line) => line.funding_millimes))
  return {
    vendor_order_id: order.id,
    vendor_id: order.vendor_id,
    lines,
    amount_millimes: returned - voided + asked - tooMuch,
    voided_millimes: voided,
    vendor_millimes: vendor,
    goodwill_millimes: borne("marketplace"),
    commission_millimes: commission,
    commission_vat_millimes: commissionVat,
    funding_millimes: funding,
    vendor_net_millimes: vendor + funding - commission - commissionVat,
    is_clawback: order.is_released && vendor > 0,
  }
}

/** What is left to give back of an order: its pieces, its shipping, and of what was paid. */
export function leftOf(order: ReturnableOrder): Millimes {
  return Math.max(0, order.paid_millimes - order.refunded_millimes)
}

/**
 * The share of a captured amount that goes to each vendor order: what each still owes, spread by
 * largest remainder, so that the parts are the whole.
 */
export function shareCapture(
  captured: Millimes,
  owed: { id: string; left_millimes: Millimes }[],
): { id: string; amount_millimes: Millimes }[] {
  const all = sum(owed.map((one) => one.left_millimes))
  const amount = Math.min(captured, all)
  if (amount === 0) return []
  return spread(
    amount,
    owed.map((one) => one.left_millimes),
  )
    .map((part, index) => ({ id: owed[index]!.id, amount_millimes: part }))
    .filter((part) => part.amount_millimes > 0)
}
