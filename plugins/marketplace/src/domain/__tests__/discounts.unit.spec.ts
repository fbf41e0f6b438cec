import { isMillimes, sum } from "@souk/kit/money"
import fc from "fast-check"
import { wholeDiscounts } from "../discounts"

const vat = fc.constantFrom(0, 7, 13, 19)

describe("whole discounts", () => {
  it.each([
    ["7 % of 0,003 DT is less than half a millime", "0.003", 0, [["0.00021", true]], [0]],
    ["7 % of ten times 0,003 DT is 2 millimes", "0.03", 0, [["0.0021", true]], [2]],
    ["7 % of 0,008 DT rounds to one millime", "0.008", 0, [["0.00056", true]], [1]],
    ["7 % of 61,556 DT", "61.556", 19, [["4.30892", true]], [4_309]],
    ["a discount before tax counts with its tax", "119", 19, [["10", false]], [11_900]],
    ["a discount above the price stops at the price", "1", 19, [["2", true]], [1_000]],
    [
      "several never exceed the price together",
      "1",
      0,
      [
        ["0.6", true],
        ["0.6", true],
      ],
      [600, 400],
    ],
    [
      "one after the price is spent gives nothing",
      "1",
      0,
      [
        ["1", true],
        ["1", true],
      ],
      [1_000, 0],
    ],
    ["no discount at all", "1", 19, [], []],
  ] as [string, string, number, [string, boolean][], number[]][])(
    "%s",
    (_, total_price, vat_percent, given, expected) => {
      const adjustments = given.map(([amount, is_tax_inclusive], index) => ({
        id: `adj_${index}`,
        amount,
        is_tax_inclusive,
      }))
      expect(wholeDiscounts({ total_price, vat_percent, adjustments })).toEqual(
        expected.map((millimes, index) => ({ id: `adj_${index}`, millimes })),
      )
    },
  )

  it("are whole, never negative and never above the price, whatever core wrote", () => {
    const adjustment = fc.record({
      fraction: fc.double({ min: 0, max: 3, noNaN: true }),
      is_tax_inclusive: fc.constantFrom(true, false, null),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 50_000_000 }),
        vat,
        fc.array(adjustment, { maxLength: 5 }),
        (price, vat_percent, given) => {
          const discounts = wholeDiscounts({
            total_price: price / 1000,
            vat_percent,
            adjustments: given.map(({ fraction, is_tax_inclusive }, index) => ({
              id: `adj_${index}`,
              amount: (price / 1000) * fraction,
              is_tax_inclusive,
            })),
          })
          expect(discounts.every((one) => isMillimes(one.millimes) && one.millimes >= 0)).toBe(true)
          expect(sum(discounts.map((one) => one.millimes))).toBeLessThanOrEqual(price)
          expect(discounts.map((one) => one.id)).toEqual(given.map((_, index) => `adj_${index}`))
        },
      ),
    )
  })

  it("change nothing when told again", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        vat,
        (price, fraction, vat_percent) => {
          const once = (amount: number) =>
            wholeDiscounts({
              total_price: price / 1000,
              vat_percent,
              adjustments: [{ id: "a", amount, is_tax_inclusive: true }],
            })[0]!.millimes
          const first = once((price / 1000) * fraction)
          expect(once(first / 1000)).toBe(first)
        },
      ),
    )
  })
})
