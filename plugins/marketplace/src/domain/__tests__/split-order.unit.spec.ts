import { sum } from "@souk/kit/money"
import fc from "fast-check"
import { commissionOn, DEFAULT_COMMISSION_BPS, pickRule } from "../commission"
import { saleMovement } from "../ledger"
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

const rates = fc.dictionary(vendor, fc.option(fc.integer({ min: 0, max: 5_000 })))

describe("an order cut into slices", () => {
  it("sums to the order to the millime, whatever the cart, discounts, deliveries and rates", () => {
    fc.assert(
      fc.property(placedOrder, rates, (order, bpsOf) => {
        const slices = splitOrder(order, (id) =>
          pickRule(bpsOf[id] ?? null, DEFAULT_COMMISSION_BPS),
        )

        expect(sum(slices.map((slice) => slice.total_millimes))).toBe(order.total_millimes)
        for (const slice of slices) {
          expect(slice.commission_millimes + slice.earnings_millimes).toBe(slice.total_millimes)
          expect(slice.items_millimes + slice.shipping_millimes - slice.discount_millimes).toBe(
            slice.total_millimes,
          )
          expect(sum(slice.lines.map((line) => line.commission.amount_millimes))).toBe(
            slice.commission_millimes,
          )
          expect(slice.lines.every((line) => line.vendor_id === slice.vendor_id)).toBe(true)
          const movement = saleMovement({ ...slice, id: "vord_1" })
          expect(sum(movement.entries.map((entry) => entry.amount_millimes))).toBe(0)
        }

        const placed = slices.flatMap((slice) => slice.lines.map((line) => line.line_item_id))
        expect(placed.sort()).toEqual(order.lines.map((line) => line.line_item_id).sort())
        expect(slices.map((slice) => slice.rank)).toEqual(slices.map((_, index) => index + 1))
        expect(slices.map((slice) => slice.vendor_id)).toEqual([
          ...new Set(order.lines.map((line) => line.vendor_id)),
        ])
      }),
      { numRuns: 300 },
    )
  })

  it("never takes more commission than the rate, and none on deliveries", () => {
    fc.assert(
      fc.property(placedOrder, fc.integer({ min: 0, max: 5_000 }), (order, bps) => {
        const rule = pickRule(bps, DEFAULT_COMMISSION_BPS)
        for (const slice of splitOrder(order, () => rule)) {
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
      () => pickRule(null, DEFAULT_COMMISSION_BPS),
    )
    expect(slice).toMatchObject({
      total_millimes: 20,
      commission_millimes: 2,
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
      () => pickRule(null, DEFAULT_COMMISSION_BPS),
    )
    expect(slice).toMatchObject({
      shipping_millimes: 7_000,
      discount_millimes: 7_000,
      total_millimes: 5_000,
      commission_millimes: 500,
    })
  })

  it("of nothing has no slices", () => {
    expect(
      splitOrder({ total_millimes: 0, lines: [], shipping: [] }, () => pickRule(null, 0)),
    ).toEqual([])
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
  const rule = () => pickRule(null, DEFAULT_COMMISSION_BPS)

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
    expect(() => splitOrder(order, rule)).toThrow(UnsplittableOrderError)
  })

  it("is refused when an amount is not whole", () => {
    const half = { ...line, quantity: 1, unit_price_millimes: 0.5 }
    expect(() => splitOrder({ total_millimes: 1, lines: [half], shipping: [] }, rule)).toThrow()
  })
})

describe("the commission", () => {
  it.each([
    [null, 1000, "default", 1000],
    [750, 1000, "vendor", 750],
    // Un accord à zéro est un accord : il ne retombe pas sur le taux général.
    [0, 1000, "vendor", 0],
  ])("for an agreement of %p and a general rate of %d is of %s, %d", (own, general, id, bps) => {
    expect(pickRule(own, general)).toEqual({ id, rate_bps: bps })
  })

  it.each([
    [100_000, 1000, 10_000],
    [5, 1000, 1],
    [4, 1000, 0],
    [0, 1000, 0],
  ])("on %d at %d basis points is %d", (net, rate_bps, amount_millimes) => {
    expect(commissionOn(net, { id: "default", rate_bps })).toEqual({
      rule_id: "default",
      rate_bps,
      base_millimes: net,
      amount_millimes,
    })
  })
})
