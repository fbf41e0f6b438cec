import { sum } from "@souk/kit/money"
import fc from "fast-check"
import {
  COMMISSION_VAT_BPS,
  DEFAULT_COMMISSION_BPS,
  flatRule,
  type AppliedRule,
  type CommissionRule,
} from "../commission"
import { orderMovements } from "../ledger"
import {
  splitOrder,
  UnsplittableOrderError,
  type PlacedLine,
  type PlacedOrder,
  type PlacedShipping,
} from "../split-order"

const vendors = ["ven_a", "ven_b", "ven_c", "ven_d", "ven_e", "ven_f", "ven_g"]
const vendor = fc.constantFrom(...vendors)

const cartLine = fc
  .record({
    vendor_id: vendor,
    quantity: fc.integer({ min: 1, max: 500 }),
    unit_price_millimes: fc.integer({ min: 0, max: 50_000_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ share, ...line }) => ({
    ...line,
    discount_millimes: Math.floor(line.quantity * line.unit_price_millimes * share),
  }))

const delivery = fc
  .record({
    amount_millimes: fc.integer({ min: 0, max: 1_000_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ amount_millimes, share }) => ({
    amount_millimes,
    discount_millimes: Math.floor(amount_millimes * share),
  }))

/** Any cart: lines of any vendors, any discounts, one delivery per vendor or none at all. */
const placedOrder = fc
  .record({
    lines: fc.array(cartLine, { minLength: 1, maxLength: 40 }),
    deliveries: fc.array(fc.option(delivery), {
      minLength: vendors.length,
      maxLength: vendors.length,
    }),
  })
  .map(({ lines, deliveries }): PlacedOrder => {
    const selling = new Set(lines.map((line) => line.vendor_id))
    const shipping = vendors.flatMap((vendor_id, index): PlacedShipping[] => {
      const one = deliveries[index]
      return one && selling.has(vendor_id) ? [{ vendor_id, ...one }] : []
    })
    return {
      lines: lines.map((line, index): PlacedLine => ({ ...line, line_item_id: `li_${index}` })),
      shipping,
      total_millimes:
        sum(lines.map((line) => line.quantity * line.unit_price_millimes)) -
        sum(lines.map((line) => line.discount_millimes)) +
        sum(shipping.map((one) => one.amount_millimes - one.discount_millimes)),
    }
  })

const flat = (rate_bps: number): AppliedRule => ({
  rule: flatRule("default", rate_bps, null),
  rate_bps,
})
const general = () => flat(DEFAULT_COMMISSION_BPS)

const optionalAmount = fc.option(fc.integer({ min: 0, max: 500_000 }))

/** Any rule: rates up to the whole price, amounts per piece, bounds, gross or net, on shipping or not. */
const anyRule: fc.Arbitrary<AppliedRule> = fc
  .record({
    rate_bps: fc.integer({ min: 0, max: 10_000 }),
    fixed_millimes: fc.integer({ min: 0, max: 100_000 }),
    minimum_millimes: optionalAmount,
    maximum_millimes: optionalAmount,
    base: fc.constantFrom("net" as const, "gross" as const),
    on_shipping: fc.boolean(),
  })
  .map((changes) => ({
    rule: { ...flatRule("crule_1", changes.rate_bps, null), ...changes } satisfies CommissionRule,
    rate_bps: changes.rate_bps,
  }))

const rulesByVendor = fc.array(anyRule, { minLength: vendors.length, maxLength: vendors.length })

describe("an order cut into slices", () => {
  it("sums to the order to the millime, whatever the cart, discounts, deliveries and rates", () => {
    fc.assert(
      fc.property(
        placedOrder,
        rulesByVendor,
        fc.constantFrom(0, 700, 1900),
        (order, rules, vat) => {
          const slices = splitOrder(order, (line) => rules[vendors.indexOf(line.vendor_id)]!, vat)

          expect(sum(slices.map((slice) => slice.total_millimes))).toBe(order.total_millimes)
          for (const slice of slices) {
            expect(
              slice.commission_millimes + slice.commission_vat_millimes + slice.earnings_millimes,
            ).toBe(slice.total_millimes)
            expect(slice.earnings_millimes).toBeGreaterThanOrEqual(0)
            expect(slice.items_millimes + slice.shipping_millimes - slice.discount_millimes).toBe(
              slice.total_millimes,
            )
            expect(sum(slice.lines.map((line) => line.commission.amount_millimes))).toBe(
              slice.commission_millimes,
            )
            expect(sum(slice.lines.map((line) => line.commission.vat_millimes))).toBe(
              slice.commission_vat_millimes,
            )
            expect(slice.lines.every((line) => line.vendor_id === slice.vendor_id)).toBe(true)
            const entries = orderMovements({ ...slice, id: "vord_1" }).flatMap(
              (movement) => movement.entries,
            )
            const on = (account: string) =>
              sum(
                entries.filter((one) => one.account === account).map((one) => one.amount_millimes),
              )
            expect(sum(entries.map((entry) => entry.amount_millimes))).toBe(0)
            expect(on("buyers/receivable")).toBe(slice.total_millimes)
            expect(on(`vendors/${slice.vendor_id}`)).toBe(0 - slice.earnings_millimes)
          }

          const placed = slices.flatMap((slice) => slice.lines.map((line) => line.line_item_id))
          expect(placed.sort()).toEqual(order.lines.map((line) => line.line_item_id).sort())
          expect(slices.map((slice) => slice.rank)).toEqual(slices.map((_, index) => index + 1))
          expect(slices.map((slice) => slice.vendor_id)).toEqual([
            ...new Set(order.lines.map((line) => line.vendor_id)),
          ])
        },
      ),
      { numRuns: 300 },
    )
  })

  it("never takes more commission than the rate, and none on deliveries", () => {
    fc.assert(
      fc.property(placedOrder, fc.integer({ min: 0, max: 5_000 }), (order, bps) => {
        for (const slice of splitOrder(order, () => flat(bps), COMMISSION_VAT_BPS)) {
          const net = sum(slice.lines.map((line) => line.total_millimes))
          const exact = (net * bps) / 10_000
          // Each line is rounded once, by half a millime at most.
          expect(Math.abs(slice.commission_millimes - exact)).toBeLessThanOrEqual(
            slice.lines.length / 2 + 1e-6 * exact,
          )
        }
      }),
    )
  })

  it("keeps 3 millimes less 7 % whole", () => {
    const line = { line_item_id: "li_1", vendor_id: "ven_a", quantity: 7 }
    const [slice] = splitOrder(
      {
        total_millimes: 20,
        lines: [{ ...line, unit_price_millimes: 3, discount_millimes: 1 }],
        shipping: [],
      },
      general,
      COMMISSION_VAT_BPS,
    )
    expect(slice).toMatchObject({
      total_millimes: 20,
      commission_millimes: 2,
      commission_vat_millimes: 0,
      earnings_millimes: 18,
    })
  })

  it("gives a vendor that ships for free nothing but its goods", () => {
    const line = { line_item_id: "li_1", vendor_id: "ven_a", quantity: 1, discount_millimes: 0 }
    const [slice] = splitOrder(
      {
        total_millimes: 5_000,
        lines: [{ ...line, unit_price_millimes: 5_000 }],
        shipping: [{ vendor_id: "ven_a", amount_millimes: 7_000, discount_millimes: 7_000 }],
      },
      general,
      COMMISSION_VAT_BPS,
    )
    expect(slice).toMatchObject({
      shipping_millimes: 7_000,
      discount_millimes: 7_000,
      total_millimes: 5_000,
      commission_millimes: 500,
    })
  })

  it("of nothing has no slices", () => {
    expect(splitOrder({ total_millimes: 0, lines: [], shipping: [] }, general, 0)).toEqual([])
  })
})

describe("an order that cannot be cut", () => {
  const line: PlacedLine = {
    line_item_id: "li_1",
    vendor_id: "ven_a",
    quantity: 2,
    unit_price_millimes: 1_000,
    discount_millimes: 0,
  }

  it.each<[string, PlacedOrder]>([
    ["its total is a millime too high", { total_millimes: 2_001, lines: [line], shipping: [] }],
    ["its total is a millime too low", { total_millimes: 1_999, lines: [line], shipping: [] }],
    ["it has a total and no lines", { total_millimes: 1, lines: [], shipping: [] }],
    [
      "somebody ships who sells nothing",
      {
        total_millimes: 9_000,
        lines: [line],
        shipping: [{ vendor_id: "ven_b", amount_millimes: 7_000, discount_millimes: 0 }],
      },
    ],
    [
      "a line is discounted below zero",
      { total_millimes: -1, lines: [{ ...line, discount_millimes: 2_001 }], shipping: [] },
    ],
  ])("is refused when %s", (_, order) => {
    expect(() => splitOrder(order, general, COMMISSION_VAT_BPS)).toThrow(UnsplittableOrderError)
  })

  it("is refused when an amount is not whole", () => {
    const half = { ...line, quantity: 1, unit_price_millimes: 0.5 }
    const order = { total_millimes: 1, lines: [half], shipping: [] }
    expect(() => splitOrder(order, general, COMMISSION_VAT_BPS)).toThrow()
  })
})
