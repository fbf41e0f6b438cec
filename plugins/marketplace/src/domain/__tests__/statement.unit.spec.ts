import { sum } from "@souk/kit/money"
import fc from "fast-check"
import { boundsOf, daysOf, statementOf, type StatementEntry } from "../statement"

const entry = (amount_millimes: number, index = 0): StatementEntry => ({
  id: `len_${index}`,
  kind: amount_millimes > 0 ? "commission" : "sale",
  vendor_order_number: "1042-1",
  amount_millimes,
  created_at: new Date("2026-11-02T10:00:00Z"),
})

describe("a vendor's statement", () => {
  it("says each movement from the vendor's side, with the balance that it left", () => {
    const statement = statementOf(-5_000, [entry(-100_000, 1), entry(11_900, 2)])
    expect(statement).toMatchObject({
      opening_millimes: 5_000,
      lines: [
        { id: "len_1", debit_millimes: 0, credit_millimes: 100_000, balance_millimes: 105_000 },
        { id: "len_2", debit_millimes: 11_900, credit_millimes: 0, balance_millimes: 93_100 },
      ],
      debit_millimes: 11_900,
      credit_millimes: 100_000,
      closing_millimes: 93_100,
    })
  })

  it("of a period without movement closes where it opened", () => {
    expect(statementOf(700, [])).toMatchObject({
      opening_millimes: -700,
      lines: [],
      closing_millimes: -700,
    })
  })

  const amounts = fc.array(
    fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).filter((amount) => amount !== 0),
  )

  it("of adjacent periods chains, and together they sum to the ledger", () => {
    fc.assert(
      fc.property(amounts, fc.nat(), fc.nat(), (all, a, b) => {
        const cuts = [a % (all.length + 1), b % (all.length + 1)].sort((x, y) => x - y)
        const places = [0, ...cuts, all.length]
        const statements = places.slice(1).map((end, index) => {
          const start = places[index]!
          return statementOf(sum(all.slice(0, start)), all.slice(start, end).map(entry))
        })
        expect(statements[0]!.opening_millimes).toBe(0)
        statements.slice(1).forEach((next, index) => {
          expect(next.opening_millimes).toBe(statements[index]!.closing_millimes)
        })
        expect(statements.at(-1)!.closing_millimes).toBe(0 - sum(all))
        expect(sum(statements.map((one) => one.credit_millimes - one.debit_millimes))).toBe(
          0 - sum(all),
        )
      }),
    )
  })

  it("closes on its last running balance, at its opening plus credits less debits", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), amounts, (opening, all) => {
        const statement = statementOf(opening, all.map(entry))
        const last = statement.lines.at(-1)?.balance_millimes ?? statement.opening_millimes
        expect(statement.closing_millimes).toBe(last)
        expect(statement.closing_millimes).toBe(
          statement.opening_millimes + statement.credit_millimes - statement.debit_millimes,
        )
      }),
    )
  })
})

describe("the period of a statement", () => {
  it.each([
    ["2026-11-23", "2026-11-23", 1],
    ["2026-11-01", "2026-11-30", 30],
    ["2028-01-01", "2028-12-31", 366],
    ["2026-11-23", "2026-11-22", 0],
  ])("from %s to %s has %i days", (from, to, days) => {
    expect(daysOf({ from, to })).toBe(days)
  })

  it("begins and ends at midnight in Tunis, and the next one begins where it ends", () => {
    const november = boundsOf({ from: "2026-11-01", to: "2026-11-30" })
    expect(november.from.toISOString()).toBe("2026-10-31T23:00:00.000Z")
    expect(boundsOf({ from: "2026-12-01", to: "2026-12-31" }).from).toEqual(november.before)
  })
})
