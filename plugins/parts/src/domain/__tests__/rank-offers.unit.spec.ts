import fc from "fast-check"
import { rankCost, rankOffers, type RankedFacts } from "../rank-offers"

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
})
