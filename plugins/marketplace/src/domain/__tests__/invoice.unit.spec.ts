import fc from "fast-check"
import { sum } from "@souk/kit/money"
import { taxParts, withTaxes } from "@souk/kit/tax"
import {
  creditedByRefund,
  creditLines,
  invoiceLine,
  invoiceNumber,
  invoiceYear,
  totalsOf,
  type InvoiceLine,
  type SoldLine,
} from "../invoice"
import { frozenTaxClass, taxClassOf, taxLinesOf, taxSummary, VAT_PERCENTS } from "../tax"

const tax = fc.record({ vat_percent: fc.constantFrom(...VAT_PERCENTS), fodec: fc.boolean() })
const millimes = fc.integer({ min: 0, max: 50_000_000 })

const sold: fc.Arbitrary<SoldLine> = fc
  .record({
    unit: fc.integer({ min: 1, max: 2_000_000 }),
    quantity: fc.integer({ min: 1, max: 30 }),
    discounted: fc.integer({ min: 0, max: 100 }),
    tax,
  })
  .map(({ unit, quantity, discounted, tax }) => ({
    id: "vol_1",
    kind: "item" as const,
    description: "Plaquettes",
    reference: null,
    quantity,
    gross_millimes: unit * quantity,
    discount_millimes: Math.floor((unit * quantity * discounted) / 100),
    tax,
  }))

const madeOf = (line: InvoiceLine) => line.ht_millimes + line.fodec_millimes + line.vat_millimes

describe("the taxes inside a price", () => {
  it.each([
    [119_000, 19, false, 100_000, 0, 19_000],
    [120_190, 19, true, 100_000, 1_000, 19_190],
    [107_000, 7, false, 100_000, 0, 7_000],
    [113_000, 13, false, 100_000, 0, 13_000],
    [50_000, 0, false, 50_000, 0, 0],
    [50_500, 0, true, 50_000, 500, 0],
    [1, 19, true, 1, 0, 0],
  ])("%d at %d %%, FODEC %s", (ttc, vat_percent, fodec, ht, fund, vat) => {
    expect(taxParts(ttc, { vat_percent, fodec })).toEqual({
      ht_millimes: ht,
      fodec_millimes: fund,
      vat_millimes: vat,
    })
  })

  it("sum to it", () => {
    fc.assert(
      fc.property(millimes, tax, (ttc, cls) => {
        const parts = taxParts(ttc, cls)
        expect(parts.ht_millimes + parts.fodec_millimes + parts.vat_millimes).toBe(ttc)
        expect(Math.min(...Object.values(parts))).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it("give back a price that was entered before tax", () => {
    fc.assert(
      fc.property(millimes, tax, (ht, cls) => {
        expect(taxParts(withTaxes(ht, cls), cls).ht_millimes).toBe(ht)
      }),
    )
  })
})

describe("the tax class of a product", () => {
  const product = { product_id: "prod_1", category_ids: ["pads", "brakes"], vat_percent: 19 }

  it("is that of its line without a rule", () => {
    expect(taxClassOf(product, [])).toEqual({ vat_percent: 19, fodec: false })
  })

  it("is its own, then its nearest category's, each tax apart", () => {
    const rules = [
      { scope: "category" as const, reference_id: "brakes", vat_percent: 7, fodec: true },
      { scope: "category" as const, reference_id: "pads", vat_percent: 13, fodec: null },
      { scope: "product" as const, reference_id: "prod_2", vat_percent: 0, fodec: false },
    ]
    expect(taxClassOf(product, rules)).toEqual({ vat_percent: 13, fodec: true })
    const own = {
      scope: "product" as const,
      reference_id: "prod_1",
      vat_percent: null,
      fodec: false,
    }
    expect(taxClassOf(product, [own, ...rules])).toEqual({ vat_percent: 13, fodec: false })
  })
})

describe("the taxes of a line", () => {
  it("are frozen as core adds them up, and read back as they were", () => {
    fc.assert(
      fc.property(millimes, tax, (ttc, cls) => {
        const lines = taxLinesOf(cls)
        expect(frozenTaxClass(lines)).toEqual(cls)
        const rate = lines.reduce((all, line) => all + line.rate, 0)
        const ht = ttc / (1 + rate / 100)
        // Chaque taxe s'arrondit une fois : le hors taxes ne s'écarte jamais de plus d'un millime.
        expect(Math.abs(taxParts(ttc, cls).ht_millimes - ht)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it("are none without tax lines, and none at an exempt vendor's", () => {
    expect(frozenTaxClass([])).toEqual({ vat_percent: 0, fodec: false })
    const product = { product_id: "prod_1", category_ids: [], vat_percent: 19, is_exempt: true }
    expect(taxClassOf(product, [])).toEqual({ vat_percent: 0, fodec: false })
  })

  it("sum up to the same figures as the invoice's", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(millimes, tax), { maxLength: 8 }), (lines) => {
        const summary = taxSummary(lines.map(([ttc_millimes, cls]) => ({ ttc_millimes, tax: cls })))
        const invoiced = totalsOf(
          lines.map(([gross_millimes, cls], index) =>
            invoiceLine({
              id: String(index),
              kind: "item",
              description: "",
              reference: null,
              quantity: 1,
              gross_millimes,
              discount_millimes: 0,
              tax: cls,
            }),
          ),
        )
        expect(invoiced).toMatchObject(summary)
      }),
    )
  })
})

describe("an invoice's number", () => {
  it("names its series, its year and its place", () => {
    expect(invoiceNumber("FAC", 2026, 42)).toBe("FAC-2026-000042")
  })

  it("takes the year that it is in Tunis", () => {
    expect(invoiceYear(new Date("2026-12-31T22:59:59Z"))).toBe(2026)
    expect(invoiceYear(new Date("2026-12-31T23:00:00Z"))).toBe(2027)
  })
})

describe("the lines of an invoice", () => {
  it("sum to what was paid, in every column", () => {
    fc.assert(
      fc.property(fc.array(sold, { minLength: 1, maxLength: 8 }), (lines) => {
        const invoiced = lines.map(invoiceLine)
        const totals = totalsOf(invoiced)
        expect(totals.total_millimes).toBe(
          sum(lines.map((line) => line.gross_millimes - line.discount_millimes)),
        )
        expect(totals.ht_millimes + totals.fodec_millimes + totals.vat_millimes).toBe(
          totals.total_millimes,
        )
        expect(totals.gross_ht_millimes - totals.discount_ht_millimes).toBe(totals.ht_millimes)
        expect(sum(totals.vat.map((rate) => rate.vat_millimes))).toBe(totals.vat_millimes)
        expect(sum(totals.vat.map((rate) => rate.base_millimes))).toBe(
          totals.ht_millimes + totals.fodec_millimes,
        )
        for (const line of invoiced) {
          expect(madeOf(line)).toBe(line.total_millimes)
          expect(line.discount_ht_millimes).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })
})

describe("credit notes", () => {
  const columns = [
    "gross_ht_millimes",
    "discount_ht_millimes",
    "ht_millimes",
    "fodec_millimes",
    "vat_millimes",
    "total_millimes",
  ] as const

  it("one by one add up to the invoice, whatever was asked", () => {
    const part = fc.oneof(
      fc.record({ quantity: fc.integer({ min: 1, max: 5 }) }),
      fc.record({ amount_millimes: fc.integer({ min: 1, max: 100_000 }) }),
    )
    fc.assert(
      fc.property(sold, fc.array(part, { maxLength: 6 }), (given, parts) => {
        const line = invoiceLine(given)
        const credited: InvoiceLine[] = []
        for (const ask of parts) {
          const lines = creditLines([line], credited, [{ line_id: line.id, ...ask }])
          if (Array.isArray(lines)) credited.push(...lines)
        }
        const rest = creditLines([line], credited, null)
        if (Array.isArray(rest)) credited.push(...rest)
        for (const one of credited) expect(madeOf(one)).toBe(one.total_millimes)
        for (const column of columns) {
          expect([column, sum(credited.map((one) => one[column]))]).toEqual([
            column,
            line.total_millimes === 0 ? 0 : line[column],
          ])
        }
        expect(creditLines([line], credited, null)).toEqual({ kind: "nothing_left" })
      }),
    )
  })

  const line = invoiceLine({
    id: "vol_1",
    kind: "item",
    description: "Filtre",
    reference: "W712",
    quantity: 3,
    gross_millimes: 35_700,
    discount_millimes: 0,
    tax: { vat_percent: 19, fodec: false },
  })

  it("take back pieces", () => {
    const [first] = creditLines([line], [], [{ line_id: "vol_1", quantity: 1 }]) as InvoiceLine[]
    expect([first!.quantity, first!.total_millimes, first!.vat_millimes]).toEqual([
      1, 11_900, 1_900,
    ])
  })

  it.each([
    [[{ line_id: "vol_9" }], { kind: "line_unknown", line_id: "vol_9" }],
    [
      [{ line_id: "vol_1", quantity: 4 }],
      { kind: "too_much", line_id: "vol_1", left_millimes: 35_700 },
    ],
    [
      [{ line_id: "vol_1", amount_millimes: 35_701 }],
      { kind: "too_much", line_id: "vol_1", left_millimes: 35_700 },
    ],
    [
      [
        { line_id: "vol_1", quantity: 2 },
        { line_id: "vol_1", quantity: 2 },
      ],
      { kind: "too_much", line_id: "vol_1", left_millimes: 35_700 },
    ],
  ])("and not %j", (asked, problem) => {
    expect(creditLines([line], [], asked)).toEqual(problem)
  })

  it("of refunds say what was given back, gestures included, as long as something is left", () => {
    const part = fc.record({
      line: fc.nat(3),
      quantity: fc.integer({ min: 0, max: 3 }),
      amount: fc.integer({ min: 0, max: 60_000 }),
    })
    fc.assert(
      fc.property(
        fc.array(sold, { minLength: 1, maxLength: 3 }),
        fc.array(fc.array(part, { maxLength: 3 }), { maxLength: 5 }),
        (given, refunds) => {
          const lines = given.map((one, index) => invoiceLine({ ...one, id: `vol_${index}` }))
          const total = totalsOf(lines).total_millimes
          const credited: InvoiceLine[] = []
          for (const refund of refunds) {
            const taken = sum(credited.map((one) => one.total_millimes))
            const parts = refund.map(({ line: index, quantity, amount }) => ({
              line_id: index < lines.length ? `vol_${index}` : null,
              quantity: index < lines.length ? quantity : 0,
              amount_millimes: amount,
            }))
            const wanted = Math.min(sum(parts.map((one) => one.amount_millimes)), total - taken)
            const made = creditLines(lines, credited, creditedByRefund(lines, credited, parts))
            if (!Array.isArray(made)) {
              expect([made.kind, wanted]).toEqual(["nothing_left", 0])
              continue
            }
            expect(sum(made.map((one) => one.total_millimes))).toBe(wanted)
            credited.push(...made)
          }
        },
      ),
    )
  })

  it("of a refund take a gesture made before off what is given back", () => {
    const parts = [
      { line_id: "vol_1", quantity: 3, amount_millimes: 35_700 },
      { line_id: null, quantity: 0, amount_millimes: -5_700 },
    ]
    expect(creditedByRefund([line], [], parts)).toEqual([
      { line_id: "vol_1", quantity: 3, amount_millimes: 30_000 },
    ])
  })
})
