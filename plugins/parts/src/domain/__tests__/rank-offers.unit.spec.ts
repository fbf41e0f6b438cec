import fc from "fast-check"
import {
  DEFAULT_WEIGHTS,
  rankContributions,
  rankCost,
  rankOffers,
  type RankedFacts,
  type RankingWeights,
} from "../rank-offers"

const offer = (id: string, facts: Partial<RankedFacts> = {}): RankedFacts => ({
  id,
  price_millimes: 100_000,
  stock_available: 5,
  delay_days: 1,
  warranty_months: 12,
  ...facts,
})

const anyOffer = fc.record({
  id: fc.uuid(),
  price_millimes: fc.integer({ min: 0, max: 2_000_000_000 }),
  stock_available: fc.integer({ min: 0, max: 50 }),
  delay_days: fc.integer({ min: 0, max: 60 }),
  warranty_months: fc.integer({ min: 0, max: 120 }),
  vendor_cancellation_percent: fc.option(fc.integer({ min: 0, max: 100 })),
  vendor_rating: fc.option(fc.double({ min: 1, max: 5, noNaN: true })),
  fit_confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
})

describe("rankOffers", () => {
  it("puts the cheaper of two equal offers first, and says why", () => {
    const [first, second] = rankOffers([offer("a"), offer("b", { price_millimes: 90_000 })])
    expect(first).toMatchObject({ offer: { id: "b" }, rank: 1, reasons: ["cheapest", "in_stock"] })
    expect(second).toMatchObject({ offer: { id: "a" }, rank: 2, reasons: ["in_stock"] })
  })

  it("never puts what is out of stock before what is a little dearer", () => {
    const ranked = rankOffers([
      offer("gone", { price_millimes: 80_000, stock_available: 0 }),
      offer("here", { price_millimes: 95_000 }),
    ])
    expect(ranked.map((one) => one.offer.id)).toEqual(["here", "gone"])
  })

  it("says nothing of an advantage that all offers share", () => {
    const reasons = rankOffers([offer("a"), offer("b")]).flatMap((one) => one.reasons)
    expect(new Set(reasons)).toEqual(new Set(["in_stock"]))
  })

  it("calls fastest only what can leave at once", () => {
    const ranked = rankOffers([
      offer("gone", { stock_available: 0, delay_days: 0 }),
      offer("quick", { delay_days: 1 }),
      offer("slow", { delay_days: 5 }),
    ])
    const fastest = ranked.filter((one) => one.reasons.includes("fastest"))
    expect(fastest.map((one) => one.offer.id)).toEqual(["quick"])
  })

  it("ranks no offer, one offer", () => {
    expect(rankOffers([])).toEqual([])
    expect(rankOffers([offer("a")])[0]?.reasons).toEqual([
      "cheapest",
      "fastest",
      "in_stock",
      "longest_warranty",
    ])
  })

  it("keeps every offer, in the order of its cost, whatever order they come in", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyOffer, { selector: (one) => one.id }), (offers) => {
        const ranked = rankOffers(offers)
        expect(ranked.map((one) => one.rank)).toEqual(offers.map((_, index) => index + 1))
        const costs = ranked.map((one) => rankCost(one.offer))
        expect(costs).toEqual([...costs].sort((a, b) => a - b))
        expect(rankOffers([...offers].reverse())).toEqual(ranked)
      }),
    )
  })

  it.each([
    [
      "whose vendor cancels less",
      { vendor_cancellation_percent: 2 },
      { vendor_cancellation_percent: 20 },
    ],
    ["whose vendor is better rated", { vendor_rating: 4.8 }, { vendor_rating: 3 }],
    ["that surely fits", { fit_confidence: 1 }, { fit_confidence: 0.5 }],
    ["that leaves sooner", { delay_days: 1 }, { delay_days: 6 }],
    ["guaranteed for longer", { warranty_months: 24 }, { warranty_months: 0 }],
  ])("puts first, all else equal, the one %s", (_, good, bad) => {
    const ranked = rankOffers([offer("a", bad), offer("b", good)])
    expect(ranked.map((one) => one.offer.id)).toEqual(["b", "a"])
    expect(ranked[0]!.score).toBe(100)
    expect(ranked[1]!.score).toBeLessThan(100)
  })

  it("lets weigh nothing what is not known", () => {
    const unknown = { vendor_cancellation_percent: null, vendor_rating: null, fit_confidence: null }
    expect(rankCost(offer("a", unknown))).toBe(rankCost(offer("a")))
    expect(rankContributions(offer("a", unknown))).toMatchObject({
      cancellation: 0,
      rating: 0,
      fit: 0,
    })
  })

  it("says what each fact costs, in millimes", () => {
    const facts = { delay_days: 4, stock_available: 0, vendor_cancellation_percent: 10 }
    const doubt = { vendor_rating: 3, fit_confidence: 0.5 }
    expect(rankContributions(offer("a", { ...facts, ...doubt }))).toEqual({
      price: 100_000,
      delay: 2_000,
      stock: 100_000,
      warranty: -2_400,
      cancellation: 5_000,
      rating: 10_000,
      fit: 25_000,
    })
  })

  it("explains every rank: contributions add up to the cost, and no weight means price alone", () => {
    const none = Object.fromEntries(Object.keys(DEFAULT_WEIGHTS).map((name) => [name, 0]))
    fc.assert(
      fc.property(fc.uniqueArray(anyOffer, { selector: (one) => one.id }), (offers) => {
        for (const { offer, contributions, score, price_ratio } of rankOffers(offers)) {
          const total = Object.values(contributions).reduce((sum, one) => sum + one, 0)
          expect(total).toBe(rankCost(offer))
          expect(Object.values(contributions).every(Number.isSafeInteger)).toBe(true)
          expect(score).toBeGreaterThanOrEqual(0)
          expect(score).toBeLessThanOrEqual(100)
          expect(price_ratio).toBeGreaterThanOrEqual(1)
        }
        const byPrice = rankOffers(offers, none as RankingWeights)
        const prices = byPrice.map((one) => one.offer.price_millimes)
        expect(prices).toEqual([...prices].sort((a, b) => a - b))
      }),
    )
  })
})
