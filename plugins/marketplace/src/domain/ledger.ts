import type { Word } from "@souk/kit/errors"
import { sum, type Millimes } from "@souk/kit/money"
import { accounts } from "./accounts"

export * from "./accounts"

/** A debit (above zero) or a credit (below zero) on an account. */
export type Entry = { account: string; amount_millimes: Millimes }

export const MOVEMENT_KINDS = [
  "sale",
  "shipping",
  "commission",
  "core_deposit",
  "stamp",
  "discount_funding",
  "payment_captured",
  "gateway_fee",
  "refund",
  "clawback",
  "cancellation",
  "commission_refund",
  "discount_funding_refund",
  "refund_paid",
  "cash_collected",
  "carrier_remittance",
  "adjustment",
  "payout",
  "payout_paid",
  "payout_failed",
] as const
export type MovementKind = (typeof MOVEMENT_KINDS)[number]

export const MOVEMENT_NAMES: Record<MovementKind, Word> = {
  sale: { fr: "Vente", ar: "بيع", en: "Sale" },
  shipping: { fr: "Livraison", ar: "توصيل", en: "Delivery" },
  commission: { fr: "Commission et TVA", ar: "العمولة والأداء", en: "Commission and VAT" },
  cancellation: { fr: "Annulation", ar: "إلغاء", en: "Cancellation" },
  core_deposit: { fr: "Consigne", ar: "وديعة القطعة القديمة", en: "Core deposit" },
  stamp: { fr: "Timbre fiscal", ar: "الطابع الجبائي", en: "Fiscal stamp" },
  discount_funding: {
    fr: "Remise payée par la place de marché",
    ar: "تخفيض تتحمّله إدارة السوق",
    en: "Discount paid by the marketplace",
  },
  payment_captured: { fr: "Paiement encaissé", ar: "دفع مقبوض", en: "Payment captured" },
  gateway_fee: { fr: "Frais de paiement", ar: "رسوم الدفع", en: "Payment fee" },
  refund: { fr: "Remboursement", ar: "استرجاع", en: "Refund" },
  clawback: {
    fr: "Remboursement repris sur le solde",
    ar: "استرجاع مخصوم من الرصيد",
    en: "Refund taken back from the balance",
  },
  commission_refund: {
    fr: "Commission rendue, avec sa TVA",
    ar: "عمولة مستردّة مع أدائها",
    en: "Commission given back, with its VAT",
  },
  discount_funding_refund: {
    fr: "Remise de la place de marché reprise",
    ar: "تخفيض إدارة السوق المسترجع",
    en: "Marketplace discount taken back",
  },
  refund_paid: { fr: "Acheteur remboursé", ar: "تم تعويض المشتري", en: "Buyer paid back" },
  cash_collected: { fr: "Espèces encaissées", ar: "نقود محصّلة", en: "Cash collected" },
  carrier_remittance: {
    fr: "Reversement du transporteur",
    ar: "تحويل من الناقل",
    en: "Carrier remittance",
  },
  payout: { fr: "Versement", ar: "دفعة", en: "Payout" },
  payout_paid: { fr: "Versement payé", ar: "دفعة مدفوعة", en: "Payout paid" },
  payout_failed: { fr: "Versement rejeté", ar: "دفعة مرفوضة", en: "Payout rejected" },
  adjustment: { fr: "Correction", ar: "تصحيح", en: "Adjustment" },
}

/** A balanced set of entries. `source` and `kind` together are told once. */
export type Movement = {
  /** What caused it: a vendor order, an adjustment… */
  source: string
  kind: MovementKind
  /** The vendor order that it is about, so that each order's money can be added up. */
  vendor_order_id?: string
  entries: Entry[]
}

export class UnbalancedMovementError extends Error {
  constructor(movement: Movement, difference: Millimes) {
    super(
      `Movement ${movement.kind} of ${movement.source} is off balance by ${difference} millimes`,
    )
    this.name = "UnbalancedMovementError"
  }
}

export function balanced(movement: Movement): Movement {
  const difference = sum(movement.entries.map((entry) => entry.amount_millimes))
  if (difference !== 0) throw new UnbalancedMovementError(movement, difference)
  return { ...movement, entries: movement.entries.filter((entry) => entry.amount_millimes !== 0) }
}

type PlacedSlice = {
  id: string
  vendor_id: string
  total_millimes: Millimes
  /** Net of discounts; it is part of the total. */
  shipping_net_millimes: Millimes
  commission_millimes: Millimes
  commission_vat_millimes: Millimes
  /** Lines that are not goods; they are part of the total. */
  core_deposit_millimes?: Millimes
  stamp_millimes?: Millimes
  /** The part of the discounts that the marketplace pays. */
  funding_millimes?: Millimes
}

/**
 * La commande passée : l'acheteur doit les articles et le port, le vendeur les gagne, et doit sa
 * commission avec la TVA. Ce qui vaut zéro ne s'écrit pas.
 */
export function orderMovements(slice: PlacedSlice): Movement[] {
  const vendor = accounts.vendor(slice.vendor_id)
  const about = { source: slice.id, vendor_order_id: slice.id }
  const owed = (kind: MovementKind, amount: Millimes): Movement => ({
    ...about,
    kind,
    entries: [
      { account: accounts.buyersReceivable, amount_millimes: amount },
      { account: vendor, amount_millimes: 0 - amount },
    ],
  })
  const commission: Movement = {
    ...about,
    kind: "commission",
    entries: [
      {
        account: vendor,
        amount_millimes: slice.commission_millimes + slice.commission_vat_millimes,
      },
      { account: accounts.commissionRevenue, amount_millimes: 0 - slice.commission_millimes },
      { account: accounts.commissionVat, amount_millimes: 0 - slice.commission_vat_millimes },
    ],
  }
  const deposits = slice.core_deposit_millimes ?? 0
  const stamp = slice.stamp_millimes ?? 0
  const funding = slice.funding_millimes ?? 0
  return [
    owed("sale", slice.total_millimes - slice.shipping_net_millimes - deposits - stamp),
    owed("shipping", slice.shipping_net_millimes),
    owed("core_deposit", deposits),
    owed("stamp", stamp),
    commission,
    {
      ...about,
      kind: "discount_funding" as const,
      entries: [
        { account: accounts.discountFunding, amount_millimes: funding },
        { account: vendor, amount_millimes: 0 - funding },
      ],
    },
  ]
    .map(balanced)
    .filter((movement, index) => index === 0 || movement.entries.length > 0)
}

/**
 * Une écriture de correction, décidée par deux personnes : un compte est débité, l'autre crédité.
 * Créditer le compte d'un vendeur, c'est lui devoir davantage.
 */
export function adjustmentMovement(adjustment: {
  id: string
  debit_account: string
  credit_account: string
  amount_millimes: Millimes
}): Movement {
  return balanced({
    source: adjustment.id,
    kind: "adjustment",
    entries: [
      { account: adjustment.debit_account, amount_millimes: adjustment.amount_millimes },
      { account: adjustment.credit_account, amount_millimes: -adjustment.amount_millimes },
    ],
  })
}

/** Le transporteur a encaissé : l'acheteur ne doit plus rien, le transporteur doit reverser. */
export function cashCollectedMovement(order: {
  id: string
  carrier: string
  due_millimes: Millimes
}): Movement {
  return balanced({
    source: order.id,
    kind: "cash_collected",
    vendor_order_id: order.id,
    entries: [
      { account: accounts.carrier(order.carrier), amount_millimes: order.due_millimes },
      { account: accounts.buyersReceivable, amount_millimes: -order.due_millimes },
    ],
  })
}

/** Le reversement : la banque reçoit ; l'écart accepté, s'il y en a un, est à la place de marché. */
export function remittanceMovement(order: {
  id: string
  carrier: string
  due_millimes: Millimes
  remitted_millimes: Millimes
}): Movement {
  return balanced({
    source: order.id,
    kind: "carrier_remittance",
    vendor_order_id: order.id,
    entries: [
      { account: accounts.bank, amount_millimes: order.remitted_millimes },
      {
        account: accounts.carrierDifferences,
        amount_millimes: order.due_millimes - order.remitted_millimes,
      },
      { account: accounts.carrier(order.carrier), amount_millimes: -order.due_millimes },
    ],
  })
}

/** La passerelle a encaissé pour l'acheteur : il doit moins, la passerelle doit. */
export function captureMovement(capture: {
  id: string
  vendor_order_id: string
  provider: string
  amount_millimes: Millimes
}): Movement {
  return balanced({
    // Un encaissement peut couvrir plusieurs commandes vendeur : chacune le dit une fois.
    source: `${capture.id}/${capture.vendor_order_id}`,
    kind: "payment_captured",
    vendor_order_id: capture.vendor_order_id,
    entries: [
      { account: accounts.gateway(capture.provider), amount_millimes: capture.amount_millimes },
      { account: accounts.buyersReceivable, amount_millimes: 0 - capture.amount_millimes },
    ],
  })
}

/** Payé deux fois, ou pour ce qui n'est plus dû : l'argent est à l'acheteur. */
export function excessMovement(capture: {
  id: string
  provider: string
  amount_millimes: Millimes
}): Movement {
  return balanced({
    source: `${capture.id}/excess`,
    kind: "payment_captured",
    entries: [
      { account: accounts.gateway(capture.provider), amount_millimes: capture.amount_millimes },
      { account: accounts.buyersRefunds, amount_millimes: 0 - capture.amount_millimes },
    ],
  })
}

/** Les frais que la passerelle garde sur un encaissement, à la charge de la place de marché. */
export function gatewayFeeMovement(fee: {
  id: string
  provider: string
  amount_millimes: Millimes
}): Movement {
  return balanced({
    source: fee.id,
    kind: "gateway_fee",
    entries: [
      { account: accounts.gatewayFees, amount_millimes: fee.amount_millimes },
      { account: accounts.gateway(fee.provider), amount_millimes: 0 - fee.amount_millimes },
    ],
  })
}

/**
 * Ce qu'un remboursement ou une annulation fait aux comptes : le vendeur perd la vente et retrouve sa
 * commission, la place de marché porte son geste et reprend sa part des remises, l'acheteur ne doit
 * plus ou attend son argent.
 */
export function refundMovements(share: {
  id: string
  kind: "refund" | "cancellation"
  vendor_order_id: string
  vendor_id: string
  amount_millimes: Millimes
  voided_millimes: Millimes
  vendor_millimes: Millimes
  goodwill_millimes: Millimes
  commission_millimes: Millimes
  commission_vat_millimes: Millimes
  funding_millimes: Millimes
  is_clawback: boolean
}): Movement[] {
  const vendor = accounts.vendor(share.vendor_id)
  const about = { source: share.id, vendor_order_id: share.vendor_order_id }
  const kind: MovementKind =
    share.kind === "cancellation" ? "cancellation" : share.is_clawback ? "clawback" : "refund"
  const movements: Movement[] = [
    {
      ...about,
      kind,
      entries: [
        { account: vendor, amount_millimes: share.vendor_millimes },
        { account: accounts.goodwill, amount_millimes: share.goodwill_millimes },
        { account: accounts.buyersReceivable, amount_millimes: 0 - share.voided_millimes },
        { account: accounts.buyersRefunds, amount_millimes: 0 - share.amount_millimes },
      ],
    },
    {
      ...about,
      kind: "commission_refund",
      entries: [
        {
          account: vendor,
          amount_millimes: 0 - share.commission_millimes - share.commission_vat_millimes,
        },
        { account: accounts.commissionRevenue, amount_millimes: share.commission_millimes },
        { account: accounts.commissionVat, amount_millimes: share.commission_vat_millimes },
      ],
    },
    {
      ...about,
      kind: "discount_funding_refund",
      entries: [
        { account: vendor, amount_millimes: share.funding_millimes },
        { account: accounts.discountFunding, amount_millimes: 0 - share.funding_millimes },
      ],
    },
  ]
  return movements
    .map(balanced)
    .filter((movement, index) => index === 0 || movement.entries.length > 0)
}

/** L'acheteur a son argent : de la passerelle qui l'a encaissé, ou de la banque si c'est à la main. */
export function refundPaidMovement(refund: {
  id: string
  amount_millimes: Millimes
  /** The gateway's provider, or null when somebody paid. */
  provider: string | null
}): Movement {
  return balanced({
    source: refund.id,
    kind: "refund_paid",
    entries: [
      { account: accounts.buyersRefunds, amount_millimes: refund.amount_millimes },
      {
        account: refund.provider ? accounts.gateway(refund.provider) : accounts.bank,
        amount_millimes: 0 - refund.amount_millimes,
      },
    ],
  })
}

type DrawnPayout = { id: string; vendor_id: string; amount_millimes: Millimes }

/** L'argent quitte le compte du vendeur dès l'approbation : personne ne peut le tirer deux fois. */
export function payoutMovement(payout: DrawnPayout): Movement {
  return balanced({
    source: payout.id,
    kind: "payout",
    entries: [
      { account: accounts.vendor(payout.vendor_id), amount_millimes: payout.amount_millimes },
      { account: accounts.payoutsInTransit, amount_millimes: -payout.amount_millimes },
    ],
  })
}

/** La banque a payé, ou rejeté : rejeté, l'argent revient au vendeur. */
export function settledPayoutMovement(payout: DrawnPayout, outcome: "paid" | "rejected"): Movement {
  return balanced({
    source: payout.id,
    kind: outcome === "paid" ? "payout_paid" : "payout_failed",
    entries: [
      { account: accounts.payoutsInTransit, amount_millimes: payout.amount_millimes },
      {
        account: outcome === "paid" ? accounts.bank : accounts.vendor(payout.vendor_id),
        amount_millimes: -payout.amount_millimes,
      },
    ],
  })
}
