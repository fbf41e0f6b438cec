import fc from "fast-check"
import { reductionPercent, shownStruckPrice, struckPrice, type AskedPrice } from "../struck-price"

const DAY_MS = 86_400_000
const now = new Date("2026-11-23T10:00:00Z")
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
/** [days ago, price]. */
const told = (rows: [number, number | null][]): AskedPrice[] =>
  rows.map(([days, price]) => ({ asked_from: daysAgo(days), price_millimes: price }))

describe("the struck price", () => {
  it.each<[string, [number, number | null][], number | null]>([
    ["a price that never moved", [[90, 100]], null],
    ["no price at all", [], null],
    [
      "a plain reduction",
      [
        [90, 100],
        [5, 80],
      ],
      100,
    ],
    [
      "the lowest of the thirty days before, not the last",
      [
        [90, 100],
        [40, 90],
        [20, 120],
        [5, 80],
      ],
      90,
    ],
    [
      "a price of more than thirty days before counts while it was in force",
      [
        [90, 70],
        [34, 100],
        [5, 60],
      ],
      70,
    ],
    [
      "a price that ended before the thirty days does not",
      [
        [90, 70],
        [36, 100],
        [5, 80],
      ],
      100,
    ],
    [
      "a rise followed by a fall",
      [
        [90, 100],
        [10, 140],
        [5, 100],
      ],
      null,
    ],
    [
      "a rise followed by a greater fall",
      [
        [90, 100],
        [10, 140],
        [5, 90],
      ],
      100,
    ],
    [
      "a second reduction is measured from the first",
      [
        [90, 100],
        [10, 90],
        [2, 80],
      ],
      90,
    ],
    [
      "a reduction that was half taken back",
      [
        [90, 100],
        [10, 80],
        [2, 90],
      ],
      100,
    ],
    [
      "a reduction that was wholly taken back",
      [
        [90, 100],
        [10, 80],
        [2, 100],
      ],
      null,
    ],
    [
      "thirty days after, it is the price",
      [
        [90, 100],
        [30, 80],
      ],
      null,
    ],
    [
      "the day before, not yet",
      [
        [90, 100],
        [29, 80],
      ],
      100,
    ],
    [
      "an offer younger than thirty days",
      [
        [25, 100],
        [5, 80],
      ],
      null,
    ],
    [
      "an offer that was off sale meanwhile",
      [
        [90, 100],
        [20, null],
        [18, 100],
        [5, 80],
      ],
      null,
    ],
    [
      "an offer that is off sale",
      [
        [90, 100],
        [5, 80],
        [1, null],
      ],
      null,
    ],
    [
      "less than a hundredth",
      [
        [90, 1000],
        [5, 995],
      ],
      null,
    ],
  ])("%s", (_case, rows, expected) => {
    expect(struckPrice(told(rows), now)?.price_millimes ?? null).toBe(expected)
  })

  const histories = fc
    .array(
      fc.tuple(fc.integer({ min: 1, max: 120 }), fc.option(fc.integer({ min: 1, max: 500 }))),
      {
        maxLength: 8,
      },
    )
    .map((rows) => told([...new Map(rows)].sort(([a], [b]) => b - a)))

  it("was asked, is above today's price, and ends", () => {
    fc.assert(
      fc.property(histories, (history) => {
        const struck = struckPrice(history, now)
        if (!struck) return
        const price = history.at(-1)!.price_millimes!
        expect(struck.price_millimes).toBeGreaterThan(price)
        expect(history.map((one) => one.price_millimes)).toContain(struck.price_millimes)
        expect(struckPrice(history, struck.until)).toBeNull()
      }),
    )
  })

  it("is never made by a rise the day before a fall", () => {
    fc.assert(
      fc.property(histories, fc.integer({ min: 1, max: 500 }), (history, raised) => {
        const price = history.at(-1)?.price_millimes
        if (price == null || raised <= price) return
        const hour = (hours: number) => new Date(now.getTime() - hours * 3_600_000)
        const played = [
          ...history,
          { asked_from: hour(2), price_millimes: raised },
          { asked_from: hour(1), price_millimes: price },
        ]
        expect(struckPrice(played, now)).toBeNull()
      }),
    )
  })
})

it("a percentage never says more than there is", () => {
  expect(reductionPercent(80, 100)).toBe(20)
  expect(reductionPercent(667, 1000)).toBe(33)
  expect(reductionPercent(100, 100)).toBe(0)
  expect(reductionPercent(120, 100)).toBe(0)
  expect(reductionPercent(120, null)).toBe(0)
})

it("is shown until its last moment", () => {
  const row = { struck_price_millimes: 100, struck_until: now }
  expect(shownStruckPrice(row, now)).toBeNull()
  expect(shownStruckPrice(row, daysAgo(1))).toBe(100)
  expect(shownStruckPrice({ struck_price_millimes: null, struck_until: null }, now)).toBeNull()
})
