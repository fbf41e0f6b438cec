import { sum } from "@souk/kit/money"
import fc from "fast-check"
import { accounts, balanced, saleMovement, UnbalancedMovementError } from "../ledger"

const balanceOf = (entries: { amount_millimes: number }[]) =>
  sum(entries.map((entry) => entry.amount_millimes))

describe("a sale in the ledger", () => {
  it("is owed by the buyer, to the vendor and to the marketplace", () => {
    expect(
      saleMovement({
        id: "vord_1",
        vendor_id: "ven_a",
        total_millimes: 107_000,
        commission_millimes: 10_000,
      }),
    ).toEqual({
      source: "vord_1",
      kind: "sale",
      entries: [
        { account: accounts.buyersReceivable, amount_millimes: 107_000 },
        { account: "vendors/ven_a", amount_millimes: -97_000 },
        { account: accounts.commissionRevenue, amount_millimes: -10_000 },
      ],
    })
  })

  it("sums to zero and moves no empty amount, whatever the total and the commission", () => {
    const total = fc.integer({ min: 0, max: 1_000_000_000 })
    fc.assert(
      fc.property(total, fc.integer({ min: 0, max: 5_000 }), (total_millimes, bps) => {
        const commission_millimes = Math.round((total_millimes * bps) / 10_000)
        const { entries } = saleMovement({
          id: "vord_1",
          vendor_id: "ven_a",
          total_millimes,
          commission_millimes,
        })
        expect(balanceOf(entries)).toBe(0)
        expect(entries.every((entry) => entry.amount_millimes !== 0)).toBe(true)
      }),
    )
  })
})

describe("a movement", () => {
  const entries = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 12 })

  it("that does not balance is refused, and says by how much", () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 1, max: 1_000 }), (amounts, difference) => {
        const even = [...amounts, 0 - sum(amounts)]
        const movementOf = (list: number[]) => ({
          source: "s",
          kind: "k",
          entries: list.map((amount_millimes, index) => ({
            account: `a/${index}`,
            amount_millimes,
          })),
        })
        expect(balanceOf(balanced(movementOf(even)).entries)).toBe(0)
        expect(() => balanced(movementOf([...even, difference]))).toThrow(UnbalancedMovementError)
        expect(() => balanced(movementOf([...even, difference]))).toThrow(String(difference))
      }),
    )
  })
})
