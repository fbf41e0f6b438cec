import fc from "fast-check"
import {
  commissionFor,
  flatRule,
  monthOf,
  pickRule,
  problemOf,
  rateFor,
  type CommissionRule,
  type LineFacts,
} from "../commission"

const NOW = new Date("2026-11-22T12:00:00Z")
const general = flatRule("default", 1000, null)

const rule = (id: string, changes: Partial<CommissionRule> = {}): CommissionRule => ({
  ...flatRule(id, 1000, null),
  name: id,
  ...changes,
})

const facts: LineFacts = {
  vendor_id: "ven_a",
  category_ids: ["pcat_pads", "pcat_brakes"],
  brand_id: "brand_bosch",
  condition: "used",
}

const picked = (rules: CommissionRule[], about = facts) =>
  pickRule([...rules, general], about, NOW, 0).rule.id

describe("the rule of a line", () => {
  it.each<[string, CommissionRule[], string]>([
    ["nothing else holds", [], "default"],
    ["the vendor has an agreement", [flatRule("vendor", 0, "ven_a")], "vendor"],
    ["another vendor has one", [flatRule("vendor", 0, "ven_b")], "default"],
    ["a category above it has one", [rule("r", { category_id: "pcat_brakes" })], "r"],
    ["an unrelated category has one", [rule("r", { category_id: "pcat_oil" })], "default"],
    ["its brand has one", [rule("r", { brand_id: "brand_bosch" })], "r"],
    ["its condition has one", [rule("r", { condition: "used" })], "r"],
    [
      "one scope of two fails",
      [rule("r", { condition: "new", brand_id: "brand_bosch" })],
      "default",
    ],
    ["a rule below zero is all there is", [rule("r", { priority: -5 })], "r"],
    [
      "the nearer category is asked first",
      [rule("far", { category_id: "pcat_brakes" }), rule("near", { category_id: "pcat_pads" })],
      "near",
    ],
    [
      "the vendor weighs more than the category",
      [rule("category", { category_id: "pcat_pads" }), rule("own", { vendor_id: "ven_a" })],
      "own",
    ],
    [
      "priority weighs more than anything",
      [rule("own", { vendor_id: "ven_a", brand_id: "brand_bosch" }), rule("sale", { priority: 1 })],
      "sale",
    ],
    [
      "a written rule details the agreement",
      [flatRule("vendor", 500, "ven_a"), rule("own", { vendor_id: "ven_a" })],
      "own",
    ],
    ["two are equal, the first given (newest)", [rule("newer"), rule("older")], "newer"],
    ["it has not started", [rule("r", { starts_at: new Date(NOW.getTime() + 1) })], "default"],
    ["it starts now", [rule("r", { starts_at: NOW })], "r"],
    ["it ends now", [rule("r", { ends_at: NOW })], "default"],
    ["it ends later", [rule("r", { ends_at: new Date(NOW.getTime() + 1) })], "r"],
  ])("when %s", (_, rules, id) => expect(picked(rules)).toBe(id))

  it("does not depend on the order of rules that differ in rank", () => {
    const ranked = ["a", "b", "c", "d"].map((id, priority) => rule(id, { priority }))
    fc.assert(
      fc.property(fc.shuffledSubarray(ranked, { minLength: 1 }), (some) => {
        const highest = [...some].sort((a, b) => b.priority - a.priority)[0]!
        expect(picked(some)).toBe(highest.id)
      }),
    )
  })

  it("is missing only when the general one is", () => {
    expect(() => pickRule([], facts, NOW, 0)).toThrow(/general rule/)
  })

  it.each([
    [0, 1000],
    [999_999, 1000],
    [1_000_000, 800],
    [4_999_999, 800],
    [5_000_000, 600],
  ])("takes, of a vendor that sold %d this month, %d", (sold, bps) => {
    const tiers = [
      { from_millimes: 1_000_000, rate_bps: 800 },
      { from_millimes: 5_000_000, rate_bps: 600 },
    ]
    expect(rateFor(rule("r", { tiers }), sold)).toBe(bps)
  })
})

describe("the commission of a line", () => {
  const line = {
    quantity: 2,
    gross_millimes: 100_000,
    net_millimes: 80_000,
    shipping_millimes: 7_000,
  }

  it.each<[string, Partial<CommissionRule>, number, number]>([
    ["of the net price", {}, 80_000, 8_000],
    ["of the gross price", { base: "gross" }, 100_000, 10_000],
    ["with the shipping", { on_shipping: true }, 87_000, 8_700],
    ["with an amount per piece", { fixed_millimes: 500 }, 80_000, 9_000],
    ["not below its minimum", { minimum_millimes: 9_500 }, 80_000, 9_500],
    ["not above its maximum", { maximum_millimes: 3_000 }, 80_000, 3_000],
    ["not below zero", { maximum_millimes: 0 }, 80_000, 0],
  ])("is taken %s", (_, changes, base, amount) => {
    const applied = { rule: rule("r", changes), rate_bps: 1000 }
    expect(commissionFor(line, applied, 1900)).toMatchObject({
      rule_id: "r",
      base_millimes: base,
      shipping_base_millimes: changes.on_shipping ? 7_000 : 0,
      amount_millimes: amount,
      vat_millimes: Math.round(amount * 0.19),
    })
  })

  it("with its TVA never exceeds what the line brings, and is never below zero", () => {
    const amount = fc.integer({ min: 0, max: 10_000_000 })
    fc.assert(
      fc.property(
        fc.record({
          net: amount,
          discount: amount,
          shipping: amount,
          quantity: fc.integer({ min: 1, max: 50 }),
        }),
        fc.record({
          rate_bps: fc.integer({ min: 0, max: 10_000 }),
          fixed_millimes: fc.integer({ min: 0, max: 1_000_000 }),
          minimum_millimes: fc.option(amount),
          maximum_millimes: fc.option(amount),
          base: fc.constantFrom("net" as const, "gross" as const),
          on_shipping: fc.boolean(),
        }),
        fc.constantFrom(0, 700, 1300, 1900),
        ({ net, discount, shipping, quantity }, changes, vat) => {
          const taken = commissionFor(
            {
              quantity,
              gross_millimes: net + discount,
              net_millimes: net,
              shipping_millimes: shipping,
            },
            { rule: rule("r", changes), rate_bps: changes.rate_bps },
            vat,
          )
          const brings = net + (changes.on_shipping ? shipping : 0)
          expect(taken.amount_millimes).toBeGreaterThanOrEqual(0)
          expect(taken.amount_millimes + taken.vat_millimes).toBeLessThanOrEqual(brings)
        },
      ),
      { numRuns: 1000 },
    )
  })
})

describe("a rule about to be saved", () => {
  const sound = {
    starts_at: null,
    ends_at: null,
    minimum_millimes: null,
    maximum_millimes: null,
    tiers: [],
  }
  const tier = (from_millimes: number) => ({ from_millimes, rate_bps: 500 })

  it.each([
    [{}, null],
    [{ starts_at: NOW, ends_at: NOW }, "dates_reversed"],
    [{ starts_at: NOW, ends_at: new Date(NOW.getTime() + 1) }, null],
    [{ minimum_millimes: 2, maximum_millimes: 1 }, "bounds_reversed"],
    [{ minimum_millimes: 1, maximum_millimes: 1 }, null],
    [{ tiers: [tier(2), tier(1)] }, "tiers_disordered"],
    [{ tiers: [tier(1), tier(1)] }, "tiers_disordered"],
    [{ tiers: [tier(0), tier(1)] }, null],
  ])("%j has the problem %p", (changes, problem) => {
    expect(problemOf({ ...sound, ...changes })).toBe(problem)
  })
})

describe("the month of a turnover", () => {
  it.each([
    ["2026-11-30T22:59:59Z", "2026-10-31T23:00:00.000Z", "2026-11-30T23:00:00.000Z"],
    // Il est déjà minuit passé à Tunis.
    ["2026-11-30T23:00:00Z", "2026-11-30T23:00:00.000Z", "2026-12-31T23:00:00.000Z"],
    ["2027-01-01T00:00:00Z", "2026-12-31T23:00:00.000Z", "2027-01-31T23:00:00.000Z"],
  ])("of %s is Tunis's", (at, from, to) => {
    const month = monthOf(new Date(at))
    expect([month.from.toISOString(), month.to.toISOString()]).toEqual([from, to])
  })
})
