import type { Millimes } from "@souk/kit/money"

/** What the ranking looks at. */
export type RankedFacts = {
  id: string
  price_millimes: Millimes
  stock_available: number
  delay_days: number
  warranty_months: number
}

/** How much each fact weighs, as a share of the price. */
export type RankingWeights = {
  /** Per day of waiting before the part leaves the vendor. */
  delay_per_day: number
  /** Nothing left to sell. */
  out_of_stock: number
  /** Per month of warranty, taken off. */
  warranty_per_month: number
  /** Months beyond which warranty no longer counts. */
  warranty_months_cap: number
}

export const DEFAULT_WEIGHTS: RankingWeights = {
  delay_per_day: 0.005,
  out_of_stock: 1,
  warranty_per_month: 0.002,
  warranty_months_cap: 36,
}

/**
 * An offer's rank as a price: what it costs, plus what waiting and missing stock are worth, less what
 * the warranty is worth. It depends on the offer alone, so that lists and the part page order alike.
 */
export function rankCost(offer: RankedFacts, weights: RankingWeights = DEFAULT_WEIGHTS): number {
  const warranty = Math.min(offer.warranty_months, weights.warranty_months_cap)
  const factor =
    1 +
    offer.delay_days * weights.delay_per_day +
    (offer.stock_available > 0 ? 0 : weights.out_of_stock) -
    warranty * weights.warranty_per_month
  return Math.round(offer.price_millimes * factor)
}

export const RANK_REASONS = ["cheapest", "fastest", "in_stock", "longest_warranty"] as const
export type RankReason = (typeof RANK_REASONS)[number]

export type Ranked<Offer> = { offer: Offer; rank: number; reasons: RankReason[] }

/** The offers of a part, best first, each with what speaks for it among the others. */
export function rankOffers<Offer extends RankedFacts>(
  offers: Offer[],
  weights: RankingWeights = DEFAULT_WEIGHTS,
): Ranked<Offer>[] {
  const cheapest = Math.min(...offers.map((offer) => offer.price_millimes))
  const inStock = offers.filter((offer) => offer.stock_available > 0)
  const fastest = Math.min(...inStock.map((offer) => offer.delay_days))
  const longest = Math.max(...offers.map((offer) => offer.warranty_months))
  // Un avantage que toutes les offres partagent n'en est pas un : il ne se dit pas.
  const stands = (isBest: (offer: Offer) => boolean) => !offers.every(isBest) || offers.length === 1

  const tests: Record<RankReason, (offer: Offer) => boolean> = {
    cheapest: (offer) => offer.price_millimes === cheapest,
    fastest: (offer) => offer.stock_available > 0 && offer.delay_days === fastest,
    in_stock: (offer) => offer.stock_available > 0,
    longest_warranty: (offer) => longest > 0 && offer.warranty_months === longest,
  }
  const telling = RANK_REASONS.filter((reason) => reason === "in_stock" || stands(tests[reason]))

  return offers
    .map((offer) => ({ offer, cost: rankCost(offer, weights) }))
    .sort((a, b) => a.cost - b.cost || (a.offer.id < b.offer.id ? -1 : 1))
    .map(({ offer }, index) => ({
      offer,
      rank: index + 1,
      reasons: telling.filter((reason) => tests[reason](offer)),
    }))
}
