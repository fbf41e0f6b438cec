import { ibanOf } from "../identifiers"
import { holdOf, isPayoutDay, pain001, planPayouts, tunisianDay, type Payee } from "../payouts"
import { matchRemittance, provesDelivery, remittedMillimes, type CashParcel } from "../remittance"

const DELIVERED = new Date("2026-11-01T10:00:00Z")
const at = (days: number, ms = 0) => new Date(DELIVERED.getTime() + days * 86_400_000 + ms)

describe("the money of a delivered order", () => {
  const order = { delivered_at: DELIVERED, return_days: 10, due_millimes: 100 }

  it.each([
    [99, at(30), "awaiting_cash"],
    [100, at(10, -1), "return_window"],
    [100, at(10), null],
  ])("with %d of 100 captured at %p is held by %p", (captured_millimes, now, hold) => {
    expect(holdOf({ ...order, captured_millimes }, now)).toBe(hold)
  })

  it("is free at once where a vendor takes nothing back", () => {
    expect(holdOf({ ...order, return_days: 0, captured_millimes: 100 }, DELIVERED)).toBeNull()
  })
})

describe("who is paid", () => {
  const payee = (changes: Partial<Payee>): Payee => ({
    id: "ven_a",
    status: "approved",
    rib: "08103100025967271930",
    is_rib_changing: false,
    available_millimes: 20_000,
    ...changes,
  })

  it.each([
    [{}, null],
    [{ status: "suspended" as const }, null],
    [{ available_millimes: 19_999 }, "below_minimum"],
    [{ rib: null }, "rib_missing"],
    [{ rib: "08103100025967271931" }, "rib_invalid"],
    [{ is_rib_changing: true }, "rib_changing"],
    [{ rib: null, is_rib_changing: true }, "rib_changing"],
    [{ status: "banned" as const }, "vendor_closed"],
    [{ status: "closed" as const }, "vendor_closed"],
  ])("%j: skipped for %p", (changes, skip_reason) => {
    expect(planPayouts([payee(changes)], 20_000)).toMatchObject([{ skip_reason }])
  })

  it("leaves out who is owed nothing", () => {
    const owed = [payee({ available_millimes: 0 }), payee({ available_millimes: -5 })]
    expect(planPayouts(owed, 0)).toEqual([])
  })
})

describe("a carrier's remittance", () => {
  const parcel = (changes: Partial<CashParcel> = {}): CashParcel => ({
    vendor_order_id: "vord_1",
    number: "1042-1",
    carrier: "navex",
    is_delivered: true,
    is_remitted: false,
    due_millimes: 107_000,
    ...changes,
  })
  const row = (amount_millimes = 107_000, reference = "1042-1") => ({
    row: 2,
    reference,
    amount_millimes,
  })

  it.each([
    ["to the millime", row(), parcel(), null],
    ["a millime short", row(106_999), parcel(), "amount_differs"],
    ["a millime over", row(107_001), parcel(), "amount_differs"],
    ["nobody's", row(1, "9-9"), parcel(), "unknown"],
    ["not delivered", row(), parcel({ is_delivered: false }), "not_delivered"],
    ["paid already", row(), parcel({ is_remitted: true }), "already_remitted"],
    ["another carrier's", row(), parcel({ carrier: "first" }), "other_carrier"],
  ])("that is %s", (_, one, known, problem) => {
    expect(matchRemittance("navex", [one], [known])).toMatchObject([{ problem }])
  })

  it("pays a parcel that it names twice only once", () => {
    const problems = matchRemittance("navex", [row(), row()], [parcel()]).map((one) => one.problem)
    expect(problems).toEqual([null, "duplicate"])
  })
})

describe("the bank's file", () => {
  it("sums its transfers and names each account", () => {
    const xml = pain001(
      { id: "prun_1", created_at: new Date("2026-11-22T10:00:00Z"), execution_day: "2026-11-23" },
      { name: "Souk & Cie", rib: "08103100025967271930" },
      [
        { id: "pay_1", vendor_name: "A<B", rib: "08103100025967271930", amount_millimes: 95_100 },
        { id: "pay_2", vendor_name: "C", rib: "08103100025967271930", amount_millimes: 5 },
      ],
      ibanOf,
    )
    expect(xml).toContain("<NbOfTxs>2</NbOfTxs><CtrlSum>95.105</CtrlSum>")
    expect(xml).toContain('<InstdAmt Ccy="TND">0.005</InstdAmt>')
    expect(xml).toContain("<Nm>Souk &amp; Cie</Nm>")
    expect(xml).toContain("<Nm>A&lt;B</Nm>")
    expect(xml).toContain("<IBAN>TN5908103100025967271930</IBAN>")
  })
})

describe("the day of the week's run", () => {
  it.each([
    ["monday", "2026-11-23T05:00:00Z", true],
    ["monday", "2026-11-22T23:30:00Z", true],
    ["monday", "2026-11-23T23:30:00Z", false],
    ["tuesday", "2026-11-23T23:30:00Z", true],
    ["sunday", "2026-11-23T05:00:00Z", false],
    ["off", "2026-11-23T05:00:00Z", false],
  ] as const)("%s at %s: %p, by Tunis's clock", (weekday, moment, expected) => {
    expect(isPayoutDay(weekday, new Date(moment))).toBe(expected)
  })

  it("writes the day it is in Tunis", () => {
    expect(tunisianDay(new Date("2026-12-31T23:30:00Z"))).toBe("2027-01-01")
  })
})

it.each([
  ["107", 107_000],
  ["107,5", 107_500],
  ["1 107.001 DT", 1_107_001],
  ["0,000", null],
  ["-5", null],
  ["12,5O", null],
  ["12,5001", null],
  ["1.107,500", null],
])("reads an amount of a carrier's file: %s", (text, amount) => {
  expect(remittedMillimes(text)).toBe(amount)
})

it("a named parcel was delivered, unless another reason speaks against the row", () => {
  expect(provesDelivery(null)).toBe(true)
  expect(provesDelivery("amount_differs")).toBe(true)
  expect(provesDelivery("other_carrier")).toBe(false)
})
