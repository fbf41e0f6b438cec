import { sum, type Millimes } from "@souk/kit/money"

/** A debit (above zero) or a credit (below zero) on an account. */
export type Entry = { account: string; amount_millimes: Millimes }

/** A balanced set of entries. `source` and `kind` together are told once. */
export type Movement = { source: string; kind: string; entries: Entry[] }

export const accounts = {
  /** What buyers owe for orders placed. */
  buyersReceivable: "buyers/receivable",
  /** What the marketplace owes a vendor (a credit balance). */
  vendor: (vendorId: string) => `vendors/${vendorId}`,
  commissionRevenue: "marketplace/commission",
} as const

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

/**
 * La vente : l'acheteur doit le total ; le vendeur gagne son net, la place de marché sa commission.
 */
export function saleMovement(slice: {
  id: string
  vendor_id: string
  total_millimes: Millimes
  commission_millimes: Millimes
}): Movement {
  return balanced({
    source: slice.id,
    kind: "sale",
    entries: [
      { account: accounts.buyersReceivable, amount_millimes: slice.total_millimes },
      {
        account: accounts.vendor(slice.vendor_id),
        amount_millimes: slice.commission_millimes - slice.total_millimes,
      },
      { account: accounts.commissionRevenue, amount_millimes: -slice.commission_millimes },
    ],
  })
}
