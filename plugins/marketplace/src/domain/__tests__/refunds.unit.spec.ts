import { sum, taxIncluded } from "@souk/kit/money"
import fc from "fast-check"
import { flatRule } from "../commission"
import {
  leftOf,
  planRefund,
  RefundRefusedError,
  shareCapture,
  wholeOf,
  type RefundPlan,
  type RefundRequest,
  type ReturnableOrder,
} from "../refunds"
import { refundMovements } from "../ledger"
import { splitOrder } from "../split-order"

const commission = (amount: number, vat: number, base: number, shipping = 0) => ({
  amount_millimes: amount,
  vat_millimes: vat,
  base_millimes: base,
  shipping_base_millimes: shipping,
})

const order = (changes: Partial<ReturnableOrder> = {}): ReturnableOrder => ({
  id: "vord_1",
  vendor_id: "ven_1",
  lines: [
    {
      id: "vol_1",
      quantity: 3,
      returned_quantity: 0,
      total_millimes: 100_000,
      funding_millimes: 0,
      vat_bps: 1900,
      commission: commission(10_000, 1_900, 100_000),
    },
  ],
  shipping_millimes: 7_000,
  shipping_returned_millimes: 0,
  shipping_funding_millimes: 0,
  shipping_vat_bps: 1900,
  due_millimes: 107_000,
  paid_millimes: 107_000,
  refunded_millimes: 0,
  goodwill: { vendor: 0, marketplace: 0 },
  is_released: false,
  ...changes,
})

const nothing: RefundRequest = { lines: [], shipping: 0, goodwill: null }

/** The order as the next refund finds it. */
function after(before: ReturnableOrder, plan: RefundPlan): ReturnableOrder {
  const of = (kind: string) => plan.lines.filter((line) => line.kind === kind)
  const gestures = (bearer: "vendor" | "marketplace") =>
    sum(
      [...of("goodwill"), ...of("goodwill_deducted")]
        .filter((line) => line.bearer === bearer)
        .map((line) => line.amount_millimes),
    )
  return {
    ...before,
    lines: before.lines.map((line) => ({
      ...line,
      returned_quantity:
        line.returned_quantity +
        sum(of("line").flatMap((one) => (one.line_id === line.id ? [one.quantity!] : []))),
    })),
    shipping_returned_millimes:
      before.shipping_returned_millimes + sum(of("shipping").map((one) => one.amount_millimes)),
    due_millimes: before.due_millimes - plan.voided_millimes,
    refunded_millimes: before.refunded_millimes + plan.amount_millimes,
    goodwill: {
      vendor: before.goodwill.vendor + gestures("vendor"),
      marketplace: before.goodwill.marketplace + gestures("marketplace"),
    },
  }
}

const refusal = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof RefundRefusedError) return error.problem
    throw error
  }
  return null
}

describe("what a refund does", () => {
  it("gives a third of a line, its TVA and its commission, and the last one what is left", () => {
    const one = { ...nothing, lines: [{ line_id: "vol_1", quantity: 1 }] }
    const first = planRefund(order(), one, "refund")
    expect(first).toMatchObject({
      amount_millimes: 33_333,
      vendor_millimes: 33_333,
      commission_millimes: 3_333,
      commission_vat_millimes: 633,
      vendor_net_millimes: 33_333 - 3_333 - 633,
    })
    const second = planRefund(after(order(), first), one, "refund")
    const third = planRefund(after(after(order(), first), second), one, "refund")
    expect(second.amount_millimes + third.amount_millimes).toBe(66_667)
    expect(sum([first, second, third].flatMap((p) => p.lines.map((l) => l.vat_millimes)))).toBe(
      taxIncluded(100_000, 19),
    )
  })

  it("makes the marketplace or the vendor bear a gesture, as said", () => {
    const goodwill = { amount_millimes: 5_000, bearer: "marketplace" as const }
    expect(planRefund(order(), { ...nothing, goodwill }, "refund")).toMatchObject({
      amount_millimes: 5_000,
      vendor_millimes: 0,
      goodwill_millimes: 5_000,
    })
    expect(
      planRefund(order(), { ...nothing, goodwill: { ...goodwill, bearer: "vendor" } }, "refund"),
    ).toMatchObject({ amount_millimes: 5_000, vendor_millimes: 5_000, goodwill_millimes: 0 })
  })

  it("deducts a gesture from a later refund that would go above what was paid", () => {
    const goodwill = { amount_millimes: 5_000, bearer: "marketplace" as const }
    const gesture = planRefund(order(), { ...nothing, goodwill }, "refund")
    const later = after(order(), gesture)
    const rest = planRefund(later, wholeOf(later), "refund")
    expect(rest).toMatchObject({
      amount_millimes: 102_000,
      vendor_millimes: 107_000,
      goodwill_millimes: -5_000,
    })
    expect(leftOf(after(later, rest))).toBe(0)
  })

  it("takes the marketplace's part of a discount back from the vendor", () => {
    const [line] = order().lines
    const funded = order({ lines: [{ ...line!, funding_millimes: 900 }] })
    expect(
      planRefund(funded, { ...nothing, lines: [{ line_id: "vol_1", quantity: 1 }] }, "refund"),
    ).toMatchObject({ funding_millimes: 300, vendor_net_millimes: 33_333 + 300 - 3_333 - 633 })
  })

  it("voids what was not paid, and pays back what was", () => {
    const unpaid = order({ paid_millimes: 0 })
    expect(planRefund(unpaid, wholeOf(unpaid), "cancellation")).toMatchObject({
      amount_millimes: 0,
      voided_millimes: 107_000,
    })
    const half = order({ paid_millimes: 50_000 })
    expect(planRefund(half, wholeOf(half), "cancellation")).toMatchObject({
      amount_millimes: 50_000,
      voided_millimes: 57_000,
    })
  })

  it.each<[string, ReturnableOrder, Partial<RefundRequest>, object]>([
    [
      "more pieces than are left",
      order(),
      { lines: [{ line_id: "vol_1", quantity: 4 }] },
      { code: "quantity_above_left", left: 3 },
    ],
    [
      "the same line twice beyond what is left",
      order(),
      {
        lines: [
          { line_id: "vol_1", quantity: 2 },
          { line_id: "vol_1", quantity: 2 },
        ],
      },
      { code: "quantity_above_left" },
    ],
    [
      "another order's line",
      order(),
      { lines: [{ line_id: "vol_9", quantity: 1 }] },
      { code: "line_unknown" },
    ],
    [
      "more shipping than was paid",
      order(),
      { shipping: 7_001 },
      { code: "shipping_above_left", left_millimes: 7_000 },
    ],
    [
      "a gesture above what was paid",
      order(),
      { goodwill: { amount_millimes: 107_001, bearer: "vendor" } },
      { code: "above_paid", left_millimes: 107_000 },
    ],
    ["nothing", order(), {}, { code: "nothing_to_refund" }],
    ["what is not paid", order({ paid_millimes: 0 }), { shipping: 1 }, { code: "nothing_paid" }],
  ])("refuses %s", (_what, found, request, problem) => {
    expect(refusal(() => planRefund(found, { ...nothing, ...request }, "refund"))).toMatchObject(
      problem,
    )
  })

  it("spreads a capture over what each vendor is owed, to the millime", () => {
    expect(
      shareCapture(100, [
        { id: "a", left_millimes: 100 },
        { id: "b", left_millimes: 100 },
        { id: "c", left_millimes: 100 },
      ]),
    ).toEqual([
      { id: "a", amount_millimes: 34 },
      { id: "b", amount_millimes: 33 },
      { id: "c", amount_millimes: 33 },
    ])
    expect(shareCapture(500, [{ id: "a", left_millimes: 100 }])).toEqual([
      { id: "a", amount_millimes: 100 },
    ])
  })
})

const millimes = fc.integer({ min: 0, max: 500_000 })
const placed = fc.record({
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      unit: millimes,
      discount: millimes,
      funded: fc.integer({ min: 0, max: 10_000 }),
      vat_bps: fc.constantFrom(0, 700, 1300, 1900),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  shipping: millimes,
  rate: fc.integer({ min: 0, max: 10_000 }),
  on_shipping: fc.boolean(),
  base: fc.constantFrom("net" as const, "gross" as const),
})

type Placed = typeof placed extends fc.Arbitrary<infer P> ? P : never

function place({ lines, shipping, rate, on_shipping, base }: Placed): ReturnableOrder {
  const taken = lines.map((line, index) => ({
    line_item_id: `li_${index}`,
    vendor_id: "ven_1",
    quantity: line.quantity,
    unit_price_millimes: line.unit,
    discount_millimes: Math.min(line.discount, line.unit * line.quantity),
  }))
  const total =
    sum(taken.map((line) => line.unit_price_millimes * line.quantity - line.discount_millimes)) +
    shipping
  const [slice] = splitOrder(
    {
      total_millimes: total,
      lines: taken,
      shipping: [{ vendor_id: "ven_1", amount_millimes: shipping, discount_millimes: 0 }],
    },
    () => ({ rule: { ...flatRule("default", rate, null), on_shipping, base }, rate_bps: rate }),
    1900,
  )
  return order({
    lines: slice!.lines.map((line, index) => ({
      id: line.line_item_id,
      quantity: line.quantity,
      returned_quantity: 0,
      total_millimes: line.total_millimes,
      funding_millimes: Math.floor((line.discount_millimes * lines[index]!.funded) / 10_000),
      vat_bps: lines[index]!.vat_bps,
      commission: line.commission,
    })),
    shipping_millimes: shipping,
    due_millimes: total,
    paid_millimes: total,
  })
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("pieces" as const),
      which: fc.nat(),
      quantity: fc.integer({ min: 1, max: 9 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("shipping" as const), amount: millimes }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("goodwill" as const),
      amount: millimes,
      bearer: fc.constantFrom("vendor" as const, "marketplace" as const),
    }),
  },
  fc.record({ do: fc.constant("whole" as const) }),
)

it("gives back exactly the whole, whatever the pieces, whoever bore a gesture", () => {
  fc.assert(
    fc.property(placed, fc.array(step, { maxLength: 12 }), (what, steps) => {
      const first = place(what)
      let now = first
      const plans: RefundPlan[] = []
      const attempt = (request: RefundRequest) => {
        const refused = refusal(() => plans.push(planRefund(now, request, "refund")))
        if (refused) return
        const plan = plans.at(-1)!
        now = after(now, plan)
        expect(plan.amount_millimes).toBeGreaterThanOrEqual(0)
        for (const movement of refundMovements({ ...plan, id: "s", kind: "refund" })) {
          expect(sum(movement.entries.map((entry) => entry.amount_millimes))).toBe(0)
        }
        expect(now.refunded_millimes).toBeLessThanOrEqual(first.paid_millimes)
      }
      for (const one of steps) {
        if (one.do === "pieces") {
          const line = now.lines[one.which % now.lines.length]!
          attempt({ ...nothing, lines: [{ line_id: line.id, quantity: one.quantity }] })
        } else if (one.do === "shipping") attempt({ ...nothing, shipping: one.amount })
        else if (one.do === "goodwill" && one.amount > 0) {
          attempt({
            ...nothing,
            goodwill: { amount_millimes: one.amount, bearer: one.bearer },
          })
        } else attempt(wholeOf(now))
      }
      // The last one leaves nothing behind.
      const isLeft = refusal(() => plans.push(planRefund(now, wholeOf(now), "cancellation")))
      if (isLeft) expect(isLeft.code).toBe("nothing_to_refund")
      else now = after(now, plans.at(-1)!)
      const of = (name: "commission_millimes" | "commission_vat_millimes" | "funding_millimes") =>
        sum(plans.map((plan) => plan[name]))
      expect(now.refunded_millimes).toBe(first.paid_millimes)
      expect(of("commission_millimes")).toBe(
        sum(first.lines.map((line) => line.commission.amount_millimes)),
      )
      expect(of("commission_vat_millimes")).toBe(
        sum(first.lines.map((line) => line.commission.vat_millimes)),
      )
      expect(of("funding_millimes")).toBe(sum(first.lines.map((line) => line.funding_millimes)))
      expect(sum(plans.map((plan) => plan.vendor_millimes + plan.goodwill_millimes))).toBe(
        first.paid_millimes,
      )
      expect(sum(plans.map((plan) => plan.goodwill_millimes))).toBe(0)
    }),
    { numRuns: 300 },
  )
})
