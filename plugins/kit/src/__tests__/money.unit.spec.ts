import fc from "fast-check"
import {
  basisPoints,
  isMillimes,
  NotWholeMillimesError,
  proportion,
  roundToMillimes,
  spread,
  sum,
  taxIncluded,
  toDinars,
  toMillimes,
  withoutTax,
  withTax,
} from "../money"

const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
const price = fc.integer({ min: 0, max: 1_000_000_000 })
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), {
  minLength: 1,
  maxLength: 30,
})

describe("from dinars to millimes", () => {
  it.each([
    [12.5, 12_500],
    ["0.003", 3],
    [0.1 + 0.2, 300],
    [-4.2, -4_200],
    [0, 0],
    [-0, 0],
    ["1234567.890", 1_234_567_890],
    // What core's totals leave of 57,247 after dividing tax out and adding it back.
    ["57.24700000000000000001", 57_247],
    [{ value: "12.345" }, 12_345],
  ])("reads %p as %d", (dinars, millimes) => {
    const read = toMillimes(dinars)
    expect(read).toBe(millimes)
    expect(Object.is(read, -0)).toBe(false)
  })

  it.each([0.0005, "57.24732", 69.03904, -0.0001, "0.00000101"])(
    "refuses %p, which has a fraction of a millime",
    (dinars) => expect(() => toMillimes(dinars)).toThrow(NotWholeMillimesError),
  )

  it.each(["1e400", Number.MAX_SAFE_INTEGER])("refuses %p, which no integer holds", (dinars) => {
    expect(() => toMillimes(dinars)).toThrow()
  })

  it("gives back the same millimes through dinars", () => {
    fc.assert(
      fc.property(amount, (millimes) => {
        expect(toMillimes(toDinars(millimes))).toBe(millimes)
        expect(toMillimes(String(toDinars(millimes)))).toBe(millimes)
      }),
    )
  })

  it("tolerates core's noise and nothing larger", () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 2, max: 999_998 }), (millimes, part) => {
        const fraction = String(part).padStart(6, "0")
        expect(toMillimes(`${millimes / 1000}`)).toBe(millimes)
        const dinars = `${Math.floor(millimes / 1000)}.${String(millimes % 1000).padStart(3, "0")}`
        expect(toMillimes(`${dinars}000000000${fraction}`)).toBe(millimes)
        expect(() => toMillimes(`${dinars}${fraction}`)).toThrow(NotWholeMillimesError)
      }),
    )
  })

  it("never turns a fraction of a millime back into dinars", () => {
    expect(() => toDinars(0.5)).toThrow(NotWholeMillimesError)
    expect(() => toDinars(Number.NaN)).toThrow(NotWholeMillimesError)
    expect(() => toDinars(2 ** 53)).toThrow(NotWholeMillimesError)
  })

  it.each([
    [1, true],
    [-1, true],
    [0.5, false],
    ["1", false],
    [2 ** 53, false],
    [null, false],
    [Number.POSITIVE_INFINITY, false],
  ])("isMillimes(%p) is %p", (value, expected) => expect(isMillimes(value)).toBe(expected))
})

describe("rounding, halves away from zero", () => {
  it.each([
    ["0.0005", 1],
    ["0.00049999", 0],
    ["-0.0005", -1],
    ["-0.00049", 0],
    ["0.00021", 0],
    ["57.24732", 57_247],
    ["1.0015", 1_002],
  ])("rounds %p to %d", (dinars, millimes) => {
    const rounded = roundToMillimes(dinars)
    expect(rounded).toBe(millimes)
    expect(Object.is(rounded, -0)).toBe(false)
  })

  it.each([
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [1, 1, 3, 0],
    [2, 1, 3, 1],
    [-3, 1, 2, -2],
    [0, 7, 3, 0],
    [100, 0, 1, 0],
    [10, -1, 4, -3],
    [9_007_199_254_740_991, 1, 1, 9_007_199_254_740_991],
  ])("takes %d × %d ÷ %d as %d", (whole, numerator, denominator, expected) => {
    expect(proportion(whole, numerator, denominator)).toBe(expected)
  })

  it.each([
    [1, 0.5, 1],
    [1, 1, 0],
    [1, 1, -1],
    [1, 1, 0.5],
  ])("refuses %d × %d ÷ %d", (whole, numerator, denominator) => {
    expect(() => proportion(whole, numerator, denominator)).toThrow(RangeError)
  })

  it("refuses what no integer holds", () => {
    expect(() => proportion(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(NotWholeMillimesError)
  })

  it("is never further than half a millime from the exact share, and is odd", () => {
    const denominator = fc.integer({ min: 1, max: 1_000_000 })
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 1_000_000 }), denominator, (a, n, d) => {
        const rounded = proportion(a, n, d)
        const error = BigInt(rounded) * BigInt(d) - BigInt(a) * BigInt(n)
        expect((error < 0n ? -error : error) * 2n <= BigInt(d)).toBe(true)
        expect(proportion(-a, n, d)).toBe(0 - rounded)
      }),
    )
  })

  it.each([
    [100_000, 1000, 10_000],
    [3, 1000, 0],
    [5, 1000, 1],
    [-5, 1000, -1],
    [12_345, 750, 926],
    [12_345, 0, 0],
    [12_345, 10_000, 12_345],
  ])("takes %d at %d basis points as %d", (whole, bps, expected) => {
    expect(basisPoints(whole, bps)).toBe(expected)
  })
})

describe("spreading", () => {
  it.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [10, [0, 0, 0], [4, 3, 3]],
    [1, [1, 2], [0, 1]],
    [-10, [1, 1, 1], [-4, -3, -3]],
    [0, [5, 5], [0, 0]],
    [0, [], []],
    [100, [0, 7], [0, 100]],
    [5, [1, 1, 8], [1, 0, 4]],
  ])("spreads %d over %p as %p", (total, over, parts) => {
    expect(spread(total, over)).toEqual(parts)
  })

  it("gives parts that sum to the total, each next to its exact share", () => {
    fc.assert(
      fc.property(amount, weights, (total, over) => {
        const parts = spread(total, over)
        expect(parts).toHaveLength(over.length)
        expect(sum(parts)).toBe(total)
        const used = over.every((one) => one === 0) ? over.map(() => 1) : over
        const whole = used.reduce((acc, one) => acc + BigInt(one), 0n)
        for (const [index, part] of parts.entries()) {
          expect(Object.is(part, -0)).toBe(false)
          const off = BigInt(part) * whole - BigInt(total) * BigInt(used[index]!)
          expect((off < 0n ? -off : off) < whole).toBe(true)
        }
      }),
    )
  })

  it("is the same whatever the sign", () => {
    fc.assert(
      fc.property(amount, weights, (total, over) => {
        expect(spread(-total, over)).toEqual(spread(total, over).map((part) => 0 - part))
      }),
    )
  })

  it.each([
    [10, []],
    [10, [-1, 2]],
    [10, [0.5]],
    [10, [Number.NaN]],
  ])("refuses %d over %p", (total, over) => {
    expect(() => spread(total, over)).toThrow(RangeError)
  })

  it("refuses a total that is not whole", () => {
    expect(() => spread(0.5, [1])).toThrow(NotWholeMillimesError)
  })
})

describe("tax held inside a price", () => {
  it.each([
    [119_000, 19, 19_000],
    [107_000, 7, 7_000],
    [100, 0, 0],
    [3, 19, 0],
    [4, 19, 1],
    [-119_000, 19, -19_000],
  ])("is in %d at %d %%: %d", (ttc, vat, tax) => expect(taxIncluded(ttc, vat)).toBe(tax))

  it("never exceeds the price, and adds up with it", () => {
    fc.assert(
      fc.property(price, fc.constantFrom(0, 7, 13, 19), (ttc, vat) => {
        const tax = taxIncluded(ttc, vat)
        expect(tax).toBeGreaterThanOrEqual(0)
        expect(tax).toBeLessThanOrEqual(ttc)
        expect(Math.abs((ttc - tax) * (100 + vat) - ttc * 100) * 2).toBeLessThanOrEqual(100 + vat)
      }),
    )
  })
})

describe("an amount before tax", () => {
  it("turns back into the same whole millimes once the tax is added", () => {
    fc.assert(
      fc.property(price, fc.constantFrom(0, 7, 13, 19), (millimes, vat) => {
        expect(toMillimes(withTax(withoutTax(millimes, vat), vat))).toBe(millimes)
      }),
    )
  })
})

describe("sum", () => {
  it("adds whole millimes and refuses the rest", () => {
    expect(sum([])).toBe(0)
    expect(sum(new Set([1, 2, 3]))).toBe(6)
    expect(() => sum([0.5])).toThrow(NotWholeMillimesError)
    expect(() => sum([Number.MAX_SAFE_INTEGER, 1])).toThrow(NotWholeMillimesError)
  })
})
