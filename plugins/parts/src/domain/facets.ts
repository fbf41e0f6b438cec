export const FACETS = ["brand", "condition", "vendor", "category", "position"] as const
export type Facet = (typeof FACETS)[number]
export type FacetValue = { value: string; label?: string; count: number }

/** Lower bounds in millimes of the price ranges a list is counted in; the last one has no upper bound. */
export const PRICE_RANGE_BOUNDS = [0, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000]

export type PriceRange = { from: number; to: number | null; count: number }

/** The ranges as a query asks for them: from a bound, included, to the next, excluded. */
export const PRICE_RANGES = PRICE_RANGE_BOUNDS.map((from, index) => ({
  from,
  to: PRICE_RANGE_BOUNDS[index + 1],
}))
