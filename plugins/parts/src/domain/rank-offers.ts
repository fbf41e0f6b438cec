import type { Millimes } from "@souk/kit/money"

/** What the ranking looks at. What is null or missing is not known, and weighs nothing. */
export type RankedFacts = {
  id: string
  price_millimes: Millimes
  stock_available: number
  delay_days: number
  warranty_months: number
  /** Of its vendor's recent orders, how many in a hundred were cancelled. */
  vendor_cancellation_percent?: number | null
  /** Buyers' mean rating of the vendor, from 1 to 5. */
  vendor_rating?: number | null
  /** From 0 (said not to fit the active vehicle) to 1 (verified to fit); see `fitConfidence`. */
  fit_confidence?: number | null
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
  /** A vendor that cancels every order; in proportion below. */
  cancellation: number
  /** A vendor rated 1 out of 5; nothing at 5, in proportion between. */
  rating: number
  /** A part said not to fit the active vehicle; nothing when verified, in proportion between. */
  fit: number
}

export const DEFAULT_WEIGHTS: RankingWeights = {
  delay_per_day: 0.005,
  out_of_stock: 1,
  warranty_per_month: 0.002,
  warranty_months_cap: 36,
  cancellation: 0.5,
  rating: 0.2,
  fit: 0.5,
}

/** What each fact adds to the price in the ranking, in millimes; below zero speaks for the offer. */
export type RankContributions = {
  price: Millimes
  delay: Millimes
  stock: Millimes
  warranty: Millimes
  cancellation: Millimes
  rating: Millimes
  fit: Millimes
}

const HIGHEST_RATING = 5
const LOWEST_RATING = 1

/** Why an offer stands where it does: the parts of its rank cost. */
export function rankContributions(
  offer: RankedFacts,
  weights: RankingWeights = DEFAULT_WEIGHTS,
): RankContributions {
  const { vendor_cancellation_percent, vendor_rating, fit_confidence } = offer
  const months = Math.min(offer.warranty_months, weights.warranty_months_cap)
  // Zero added: a share of nothing is 0, never −0.
  const worth = (share: number) => Math.round(offer.price_millimes * share) + 0
  return {
    price: offer.price_millimes,
    delay: worth(offer.delay_days * weights.delay_per_day),
    stock: worth(offer.stock_available > 0 ? 0 : weights.out_of_stock),
    warranty: worth(-months * weights.warranty_per_month),
    cancellation: worth(((vendor_cancellation_percent ?? 0) / 100) * weights.cancellation),
    rating: worth(
      ((HIGHEST_RATING - (vendor_rating ?? HIGHEST_RATING)) / (HIGHEST_RATING - LOWEST_RATING)) *
        weights.rating,
    ),
    fit: worth((1 - (fit_confidence ?? 1)) * weights.fit),
  }
}

/**
 * An offer's rank as a price: what it costs, plus what waiting, missing stock, cancellations and doubt
 * are worth, less what the warranty is worth. It depends on the offer alone (and on the active vehicle
 * where one is given), so that lists and the part page order alike.
 */
export function rankCost(offer: RankedFacts, weights: RankingWeights = DEFAULT_WEIGHTS): number {
  return Object.values(rankContributions(offer, weights)).reduce((sum, one) => sum + one, 0)
}

export const RANK_REASONS = ["cheapest", "fastest", "in_stock", "longest_warranty"] as const
export type RankReason = (typeof RANK_REASONS)[number]

export type Ranked<Offer> = {
  offer: Offer
  rank: number
  reasons: RankReason[]
  /** 100 for the best offer; another's is the best cost in a hundred of its own. */
  score: number
  /** The offer's price over the lowest price. */
  price_ratio: number
  contributions: RankContributions
}

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

  const sorted = offers
    .map((offer) => ({ offer, cost: rankCost(offer, weights) }))
    .sort((a, b) => a.cost - b.cost || (a.offer.id < b.offer.id ? -1 : 1))
  const best = sorted[0]?.cost ?? 0
  return sorted.map(({ offer, cost }, index) => ({
    offer,
    rank: index + 1,
    reasons: telling.filter((reason) => tests[reason](offer)),
    score: cost > 0 ? Math.max(0, Math.round((100 * best) / cost)) : 100,
    price_ratio: cheapest > 0 ? roundTo(offer.price_millimes / cheapest, 4) : 1,
    contributions: rankContributions(offer, weights),
  }))
}

const roundTo = (value: number, decimals: number) =>
  Math.round(value * 10 ** decimals) / 10 ** decimals
