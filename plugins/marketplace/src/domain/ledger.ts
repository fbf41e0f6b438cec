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
  "cancellation",
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
  return [
    owed("sale", slice.total_millimes - slice.shipping_net_millimes),
    owed("shipping", slice.shipping_net_millimes),
    commission,
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

/** La commande annulée : tout ce qu'elle avait écrit, à l'envers. */
export function cancellationMovement(orderId: string, written: Entry[]): Movement {
  return balanced({
    source: orderId,
    kind: "cancellation",
    vendor_order_id: orderId,
    entries: written.map(({ account, amount_millimes }) => ({
      account,
      amount_millimes: 0 - amount_millimes,
    })),
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
