import {
  afterFailedOrder,
  judge,
  nextCheckAt,
  TRY_ORDER_FOR_MS,
  WATCHED_AFTER_END_MS,
  type Asked,
} from "../online-payment"
import type { Told } from "../protocol"

const now = new Date("2026-11-23T10:00:00Z")
const later = (ms: number) => new Date(now.getTime() + ms)
const asked: Asked = {
  status: "open",
  reference: "R-1",
  amount_millimes: 69_039,
  expires_at: later(600_000),
}
const told: Told = {
  state: "paid",
  reference: "R-1",
  amount_millimes: 69_039,
  currency: "TND",
  refunded_millimes: null,
  fee_millimes: null,
}

describe("what a gateway's word makes of a payment", () => {
  it.each<[string, Partial<Asked>, Partial<Told>, object]>([
    ["paid, all the same", {}, {}, { status: "paid" }],
    ["paid, reference not repeated", {}, { reference: null }, { status: "paid" }],
    ["another reference", {}, { reference: "R-2" }, { status: "disputed" }],
    ["another currency", {}, { currency: "EUR" }, { status: "disputed" }],
    ["no amount", {}, { amount_millimes: null }, { status: "disputed" }],
    [
      "one millime less",
      {},
      { amount_millimes: 69_038 },
      { status: "refund_due", reason: "amount_differs", amount_millimes: 69_038 },
    ],
    [
      "more than due",
      {},
      { amount_millimes: 690_390 },
      { status: "refund_due", reason: "amount_differs", amount_millimes: 690_390 },
    ],
    [
      "paid after it was told expired",
      { status: "expired" },
      {},
      { status: "refund_due", reason: "paid_late", amount_millimes: 69_039 },
    ],
    ["paid after a first refusal", { status: "refused" }, {}, { status: "paid" }],
    ["paid, asked after the end", { expires_at: later(-1) }, {}, { status: "paid" }],
    ["not yet", {}, { state: "pending" }, { status: "open" }],
    ["never", { expires_at: later(-1) }, { state: "pending" }, { status: "expired" }],
    ["refused", {}, { state: "refused" }, { status: "refused" }],
    ["expired", {}, { state: "expired" }, { status: "expired" }],
    ["given back from elsewhere", {}, { state: "refunded" }, { status: "refused" }],
  ])("%s", (_name, before, word, verdict) => {
    expect(judge({ ...asked, ...before }, { ...told, ...word }, now)).toEqual(verdict)
  })
})

describe("when to ask again", () => {
  it("asks ever less, and stops a day after the end", () => {
    const end = later(20 * 60_000)
    let previous = 0
    for (let age = 0; age < WATCHED_AFTER_END_MS + 20 * 60_000; age += 60_000) {
      const at = later(age)
      const wait = nextCheckAt(now, end, at)!.getTime() - at.getTime()
      expect(wait).toBeGreaterThanOrEqual(previous)
      previous = wait
    }
    expect(nextCheckAt(now, end, later(WATCHED_AFTER_END_MS + 20 * 60_000 + 1))).toBeNull()
  })
})

describe("what a failed order makes of the money", () => {
  it.each<[{ code?: string; type?: string; message: string }, number, string]>([
    [{ code: "payment_differs", type: "conflict", message: "…" }, 0, "cart_changed"],
    [{ type: "not_allowed", message: "Not enough stock available" }, 0, "out_of_stock"],
    [{ code: "vendor_not_selling", type: "conflict", message: "…" }, 0, "not_orderable"],
    [{ code: "conflict", type: "conflict", message: "…" }, 0, "retry"],
    [{ message: "Connection terminated" }, 0, "retry"],
    [{ message: "Connection terminated" }, TRY_ORDER_FOR_MS + 1, "not_orderable"],
  ])("%j after %d ms: %s", (failure, age, outcome) => {
    expect(afterFailedOrder(failure, now, later(age))).toBe(outcome)
  })
})
