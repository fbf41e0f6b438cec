import { sum } from "@souk/kit/money"
import fc from "fast-check"
import {
  accounts,
  adjustmentMovement,
  balanced,
  isOwnAccount,
  orderMovements,
  UnbalancedMovementError,
  vendorOfAccount,
} from "../ledger"

const balanceOf = (entries: { amount_millimes: number }[]) =>
  sum(entries.map((entry) => entry.amount_millimes))

describe("an order in the ledger", () => {
  const slice = {
    id: "vord_1",
    vendor_id: "ven_a",
    total_millimes: 107_000,
    shipping_net_millimes: 7_000,
    commission_millimes: 10_000,
    commission_vat_millimes: 1_900,
  }
  const about = { source: "vord_1", vendor_order_id: "vord_1" }

  it("is owed by the buyer to the vendor, which owes its commission and the TVA on it", () => {
    expect(orderMovements(slice)).toEqual([
      {
        ...about,
        kind: "sale",
        entries: [
          { account: accounts.buyersReceivable, amount_millimes: 100_000 },
          { account: "vendors/ven_a", amount_millimes: -100_000 },
        ],
      },
      {
        ...about,
        kind: "shipping",
        entries: [
          { account: accounts.buyersReceivable, amount_millimes: 7_000 },
          { account: "vendors/ven_a", amount_millimes: -7_000 },
        ],
      },
      {
        ...about,
        kind: "commission",
        entries: [
          { account: "vendors/ven_a", amount_millimes: 11_900 },
          { account: accounts.commissionRevenue, amount_millimes: -10_000 },
          { account: accounts.commissionVat, amount_millimes: -1_900 },
        ],
      },
    ])
  })

  it("tells nothing of what is free, but the sale itself", () => {
    const free = {
      total_millimes: 0,
      shipping_net_millimes: 0,
      commission_millimes: 0,
      commission_vat_millimes: 0,
    }
    expect(orderMovements({ ...slice, ...free })).toEqual([{ ...about, kind: "sale", entries: [] }])
  })
})

describe("an adjustment", () => {
  it("debits one account and credits the other", () => {
    const facts = { id: "ladj_1", debit_account: "marketplace/goodwill", amount_millimes: 5_000 }
    expect(adjustmentMovement({ ...facts, credit_account: "vendors/ven_a" })).toEqual({
      source: "ladj_1",
      kind: "adjustment",
      entries: [
        { account: "marketplace/goodwill", amount_millimes: 5_000 },
        { account: "vendors/ven_a", amount_millimes: -5_000 },
      ],
    })
  })

  it.each([
    ["vendors/ven_01J", "ven_01J", false],
    ["vendors/", null, false],
    ["vendors/a/b", null, false],
    ["marketplace/commission", null, true],
    ["marketplace/anything", null, false],
  ])("knows %s", (account, vendor, own) => {
    expect([vendorOfAccount(account), isOwnAccount(account)]).toEqual([vendor, own])
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
          kind: "adjustment" as const,
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
