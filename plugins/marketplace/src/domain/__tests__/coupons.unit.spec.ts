import fc from "fast-check"
import { couponProblem, fundingOf, type CouponTerms } from "../coupons"

const now = new Date("2026-11-23T12:00:00Z")
const terms = (changes: Partial<CouponTerms> = {}): CouponTerms => ({
  is_active: true,
  vendor_id: null,
  category_id: null,
  minimum_millimes: 0,
  max_uses: null,
  max_uses_per_buyer: null,
  starts_at: null,
  ends_at: null,
  ...changes,
})
const lines = [
  { vendor_id: "ven_a", category_ids: ["pads", "brakes"], gross_millimes: 40_000 },
  { vendor_id: "ven_b", category_ids: ["oil"], gross_millimes: 10_000 },
]

it.each<[string, Partial<CouponTerms>, { all: number; buyer: number }, object | null]>([
  ["everything open", {}, { all: 9, buyer: 9 }, null],
  [
    "tomorrow's",
    { starts_at: new Date("2026-11-24") },
    { all: 0, buyer: 0 },
    { code: "not_started" },
  ],
  ["from this very moment", { starts_at: now }, { all: 0, buyer: 0 }, null],
  ["ended this very moment", { ends_at: now }, { all: 0, buyer: 0 }, { code: "expired" }],
  ["switched off", { is_active: false }, { all: 0, buyer: 0 }, { code: "expired" }],
  ["its last use", { max_uses: 3 }, { all: 2, buyer: 0 }, null],
  ["used up", { max_uses: 3 }, { all: 3, buyer: 0 }, { code: "exhausted" }],
  [
    "used by this buyer",
    { max_uses_per_buyer: 1 },
    { all: 1, buyer: 1 },
    { code: "used_by_buyer" },
  ],
  ["another vendor's", { vendor_id: "ven_c" }, { all: 0, buyer: 0 }, { code: "not_for_cart" }],
  ["a parent category", { category_id: "brakes" }, { all: 0, buyer: 0 }, null],
  [
    "a category of another vendor's line",
    { vendor_id: "ven_b", category_id: "brakes" },
    { all: 0, buyer: 0 },
    { code: "not_for_cart" },
  ],
  [
    "exactly the minimum",
    { vendor_id: "ven_a", minimum_millimes: 40_000 },
    { all: 0, buyer: 0 },
    null,
  ],
  [
    "a millime short",
    { vendor_id: "ven_a", minimum_millimes: 40_001 },
    { all: 0, buyer: 0 },
    { code: "below_minimum", missing_millimes: 1 },
  ],
])("knows %s", (_what, changes, uses, problem) => {
  const found = couponProblem(terms(changes), lines, uses, now)
  if (problem) expect(found).toMatchObject(problem)
  else expect(found).toBeNull()
})

it("never pays more of a discount than there is, nor less than nothing", () => {
  const adjustment = fc.record({
    amount_millimes: fc.integer({ min: 0, max: 1_000_000 }),
    marketplace_bps: fc.integer({ min: 0, max: 10_000 }),
  })
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.array(adjustment, { maxLength: 4 }),
      (discount, adjustments) => {
        const funded = fundingOf(discount, adjustments)
        expect(Number.isSafeInteger(funded)).toBe(true)
        expect(funded).toBeGreaterThanOrEqual(0)
        expect(funded).toBeLessThanOrEqual(discount)
        const whole = adjustments.map((one) => ({ ...one, marketplace_bps: 10_000 }))
        expect(fundingOf(discount, whole)).toBe(adjustments.length > 0 ? discount : 0)
      },
    ),
  )
})
