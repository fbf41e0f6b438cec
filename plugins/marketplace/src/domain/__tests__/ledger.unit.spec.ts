import { sum } from "@souk/kit/money"
import fc from "fast-check"
import {
  accounts,
  adjustmentMovement,
  balanced,
  captureMovement,
  excessMovement,
  gatewayFeeMovement,
  isOwnAccount,
  orderMovements,
  refundMovements,
  refundPaidMovement,
  UnbalancedMovementError,
  vendorOfAccount,
} from "../ledger"

const balanceOf = (entries: { amount_millimes: number }[]) =>
  sum(entries.map((entry) => entry.amount_millimes))

const slice = {
  id: "vord_1",
  vendor_id: "ven_a",
  total_millimes: 107_000,
  shipping_net_millimes: 7_000,
  commission_millimes: 10_000,
  commission_vat_millimes: 1_900,
}

describe("an order in the ledger", () => {
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

describe("an order with more than goods", () => {
  const rich = {
    ...slice,
    total_millimes: slice.total_millimes + 51_000,
    core_deposit_millimes: 50_000,
    stamp_millimes: 1_000,
    funding_millimes: 2_500,
  }

  it("tells the deposit, the stamp and the marketplace's part of a discount apart", () => {
    const movements = orderMovements(rich)
    const of = (kind: string) => movements.find((one) => one.kind === kind)?.entries
    expect(of("sale")).toEqual(orderMovements(slice)[0]!.entries)
    expect(of("core_deposit")).toEqual([
      { account: accounts.buyersReceivable, amount_millimes: 50_000 },
      { account: accounts.vendor(slice.vendor_id), amount_millimes: -50_000 },
    ])
    expect(of("stamp")![0]!.amount_millimes).toBe(1_000)
    expect(of("discount_funding")).toEqual([
      { account: accounts.discountFunding, amount_millimes: 2_500 },
      { account: accounts.vendor(slice.vendor_id), amount_millimes: -2_500 },
    ])
  })
})

describe("money that goes back", () => {
  const share = {
    id: "rfs_1",
    kind: "refund" as const,
    vendor_order_id: "vord_1",
    vendor_id: "ven_1",
    amount_millimes: 10_000,
    voided_millimes: 0,
    vendor_millimes: 8_000,
    goodwill_millimes: 2_000,
    commission_millimes: 800,
    commission_vat_millimes: 152,
    funding_millimes: 0,
    is_clawback: false,
  }

  it.each([
    ["refund", {}],
    ["clawback", { is_clawback: true }],
    ["cancellation", { kind: "cancellation" as const, is_clawback: true }],
  ])("is told as a %s", (kind, changes) => {
    const movements = refundMovements({ ...share, ...changes })
    expect(movements.map((one) => one.kind)).toEqual([kind, "commission_refund"])
    expect(movements.map((one) => [one.source, one.vendor_order_id])).toEqual([
      ["rfs_1", "vord_1"],
      ["rfs_1", "vord_1"],
    ])
  })

  it("leaves the gateway that took it, or the bank when somebody paid", () => {
    const refund = { id: "rfd_1", amount_millimes: 10_000 }
    const account = (provider: string | null) =>
      refundPaidMovement({ ...refund, provider }).entries[1]!.account
    expect(account("pp_konnect")).toBe("gateways/pp_konnect")
    expect(account(null)).toBe(accounts.bank)
  })

  it("is the buyer's when a gateway captured it twice", () => {
    const capture = { id: "capt_1", provider: "pp_konnect", amount_millimes: 7_000 }
    expect(excessMovement(capture)).toMatchObject({ source: "capt_1/excess" })
    expect(captureMovement({ ...capture, vendor_order_id: "vord_1" })).toMatchObject({
      source: "capt_1/vord_1",
      vendor_order_id: "vord_1",
    })
    expect(gatewayFeeMovement(capture).entries.map((entry) => entry.account)).toEqual([
      accounts.gatewayFees,
      "gateways/pp_konnect",
    ])
  })
})
