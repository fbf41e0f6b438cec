import fc from "fast-check"
import { sum } from "@souk/kit/money"
import { flatRule } from "../commission"
import { EXTRA_FACT, extraFactOf, extrasMark, extrasOf, type DepositedGoods } from "../extras"
import { orderMovements } from "../ledger"
import {
  planRefund,
  RefundRefusedError,
  wholeOf,
  type RefundRequest,
  type ReturnableLine,
  type ReturnableOrder,
} from "../refunds"
import { splitOrder, type PlacedOrder } from "../split-order"

const goods = (changes: Partial<DepositedGoods> = {}): DepositedGoods => ({
  vendor_id: "ven_1",
  product_id: "prod_1",
  variant_id: "variant_1",
  quantity: 2,
  core_deposit_millimes: 60_000,
  ...changes,
})
const byVendor = { payer: "vendor" as const, amount_millimes: 1_000 }
const byBuyer = { payer: "buyer" as const, amount_millimes: 1_000 }

describe("what goes with the goods of a cart", () => {
  it("is a deposit for as many pieces, over all the lines of an offer", () => {
    const lines = [
      goods(),
      goods({ quantity: 1 }),
      goods({ variant_id: "variant_2", core_deposit_millimes: null }),
    ]
    expect(extrasOf(lines, byVendor)).toEqual([
      expect.objectContaining({
        kind: "core_deposit",
        variant_id: "variant_1",
        quantity: 3,
        unit_millimes: 60_000,
      }),
    ])
  })

  it("is a stamp per vendor when the buyer pays it, none when the vendor does", () => {
    const lines = [goods(), goods({ vendor_id: "ven_2", variant_id: "variant_2" })]
    const stamps = extrasOf(lines, byBuyer).filter((one) => one.kind === "stamp")
    expect(stamps.map((one) => one.vendor_id)).toEqual(["ven_1", "ven_2"])
    expect(extrasOf(lines, byVendor).some((one) => one.kind === "stamp")).toBe(false)
    expect(extrasOf([], byBuyer)).toEqual([])
  })

  it("reads back what a line says it is, and nothing from anything else", () => {
    const fact = { kind: "stamp", vendor_id: "ven_1", product_id: null, variant_id: null }
    expect(extraFactOf({ [EXTRA_FACT]: fact })).toEqual(fact)
    for (const metadata of [
      null,
      {},
      { [EXTRA_FACT]: { kind: "goods" } },
      { [EXTRA_FACT]: "stamp" },
    ]) {
      expect(extraFactOf(metadata)).toBeNull()
    }
  })

  it("has a mark that changes with any line", () => {
    const extras = extrasOf([goods()], byBuyer)
    const mark = extrasMark([goods()], extras)
    expect(extrasMark([goods()], [...extras].reverse())).toBe(mark)
    expect(extrasMark([goods()], extras.slice(1))).not.toBe(mark)
    expect(extrasMark([goods({ quantity: 1 })], extras)).not.toBe(mark)
    expect(
      extrasMark(
        [goods()],
        extras.map((one) => ({ ...one, unit_millimes: 1 })),
      ),
    ).not.toBe(mark)
  })
})

const placed = (extras: PlacedOrder["extras"] = []): PlacedOrder => ({
  total_millimes: 207_000 + sum((extras ?? []).map((one) => one.unit_millimes * one.quantity)),
  lines: [
    {
      line_item_id: "li_1",
      vendor_id: "ven_1",
      quantity: 2,
      unit_price_millimes: 100_000,
      discount_millimes: 0,
    },
  ],
  shipping: [{ vendor_id: "ven_1", amount_millimes: 7_000, discount_millimes: 0 }],
  extras,
})
const withExtras = placed([
  ...extrasOf([goods()], byBuyer).map((one, index) => ({ ...one, line_item_id: `extra_${index}` })),
])
const applied = { rule: flatRule("default", 1_000, null), rate_bps: 1_000 }
const split = (order: PlacedOrder) => splitOrder(order, () => applied, 1_900)[0]!

describe("a slice with a deposit and a stamp", () => {
  it("counts them in its total and its earnings, and takes no commission on them", () => {
    const [bare, full] = [split(placed()), split(withExtras)]
    expect(full.total_millimes).toBe(bare.total_millimes + 121_000)
    expect(full.commission_millimes).toBe(bare.commission_millimes)
    expect(full.earnings_millimes).toBe(bare.earnings_millimes + 121_000)
    expect([full.core_deposit_millimes, full.stamp_millimes]).toEqual([120_000, 1_000])
  })

  it("books each under its own name, and the buyer owes the total once", () => {
    const movements = orderMovements({ ...split(withExtras), id: "vord_1" })
    const owed = (kind: string) =>
      movements
        .find((one) => one.kind === kind)!
        .entries.find((entry) => entry.account === "buyers/receivable")!.amount_millimes
    expect([owed("sale"), owed("shipping"), owed("core_deposit"), owed("stamp")]).toEqual([
      200_000, 7_000, 120_000, 1_000,
    ])
  })

  it("refuses one whose vendor sells nothing", () => {
    const stray = { ...withExtras.extras![0]!, vendor_id: "ven_2" }
    expect(() => split({ ...withExtras, extras: [stray] })).toThrow("sells nothing")
  })
})

const line = (changes: Partial<ReturnableLine>): ReturnableLine => ({
  id: "vol_goods",
  kind: "goods",
  variant_id: "variant_1",
  quantity: 2,
  returned_quantity: 0,
  total_millimes: 200_000,
  funding_millimes: 0,
  vat_bps: 1900,
  commission: {
    amount_millimes: 20_000,
    vat_millimes: 3_800,
    base_millimes: 200_000,
    shipping_base_millimes: 0,
  },
  ...changes,
})
const none = { amount_millimes: 0, vat_millimes: 0, base_millimes: 0, shipping_base_millimes: 0 }
const order = (returned = { goods: 0, deposit: 0 }): ReturnableOrder => ({
  id: "vord_1",
  vendor_id: "ven_1",
  lines: [
    line({ returned_quantity: returned.goods }),
    line({
      id: "vol_deposit",
      kind: "core_deposit",
      returned_quantity: returned.deposit,
      total_millimes: 120_000,
      vat_bps: 0,
      commission: none,
    }),
    line({
      id: "vol_stamp",
      kind: "stamp",
      variant_id: null,
      quantity: 1,
      total_millimes: 1_000,
      vat_bps: 0,
      commission: none,
    }),
  ],
  shipping_millimes: 7_000,
  shipping_returned_millimes: 0,
  shipping_funding_millimes: 0,
  shipping_vat_bps: 1900,
  due_millimes: 328_000,
  paid_millimes: 328_000,
  refunded_millimes: 0,
  goodwill: { vendor: 0, marketplace: 0 },
  is_released: false,
})
const asking = (lines: RefundRequest["lines"]): RefundRequest => ({
  lines,
  shipping: 0,
  goodwill: null,
})
const given = (from: ReturnableOrder, lines: RefundRequest["lines"]) =>
  planRefund(from, asking(lines), "refund").lines.map(({ line_id, quantity }) => [
    line_id,
    quantity,
  ])

describe("giving back", () => {
  it("a deposit alone, for each old part that came back, untaxed and without commission", () => {
    const plan = planRefund(order(), asking([{ line_id: "vol_deposit", quantity: 1 }]), "refund")
    expect(plan).toMatchObject({
      amount_millimes: 60_000,
      commission_millimes: 0,
      vendor_net_millimes: 60_000,
    })
  })

  it("goods gives their deposit back too", () => {
    expect(given(order(), [{ line_id: "vol_goods", quantity: 1 }])).toEqual([
      ["vol_goods", 1],
      ["vol_deposit", 1],
    ])
  })

  it("never keeps more deposits than pieces, nor gives one back twice", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: 1, max: 2 }),
        (deposit, pieces) => {
          const from = order({ goods: 0, deposit })
          const back = given(from, [{ line_id: "vol_goods", quantity: pieces }])
          const more = Number(back.find(([id]) => id === "vol_deposit")?.[1] ?? 0)
          expect(deposit + more).toBeLessThanOrEqual(2)
          expect(2 - deposit - more).toBeLessThanOrEqual(2 - pieces)
        },
      ),
    )
  })

  it("the stamp only with the last piece", () => {
    const stamp = { line_id: "vol_stamp", quantity: 1 }
    expect(() => given(order(), [stamp])).toThrow(RefundRefusedError)
    expect(() => given(order(), [stamp, { line_id: "vol_goods", quantity: 1 }])).toThrow(
      RefundRefusedError,
    )
    expect(planRefund(order(), wholeOf(order()), "refund").amount_millimes).toBe(328_000)
  })
})
