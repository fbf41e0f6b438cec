import { refusalOfCash, type CashOrder, type CashRules } from "../cash-on-delivery"

const open: CashRules = {
  enabled: true,
  max_order_millimes: null,
  max_failed_deliveries: null,
  governorates: {},
}
const order: CashOrder = {
  total_millimes: 100_000,
  governorate_code: "11",
  failed_deliveries: 0,
  refused: false,
}

it.each<[string, Partial<CashRules>, Partial<CashOrder>, string | undefined]>([
  ["no rule", {}, {}, undefined],
  ["switched off", { enabled: false }, {}, "cash_not_offered"],
  ["at the limit", { max_order_millimes: 100_000 }, {}, undefined],
  ["a millime above", { max_order_millimes: 99_999 }, {}, "cash_above_limit"],
  ["closed there", { governorates: { "11": 0 } }, {}, "cash_not_in_governorate"],
  ["closed elsewhere", { governorates: { "12": 0 } }, {}, undefined],
  [
    "a lower limit there",
    { max_order_millimes: 200_000, governorates: { "11": 50_000 } },
    {},
    "cash_above_limit",
  ],
  [
    "a higher limit there does not lift the other",
    { max_order_millimes: 50_000, governorates: { "11": 200_000 } },
    {},
    "cash_above_limit",
  ],
  ["no address yet", { governorates: { "11": 0 } }, { governorate_code: null }, undefined],
  [
    "one refusal too many",
    { max_failed_deliveries: 2 },
    { failed_deliveries: 2 },
    "cash_not_for_buyer",
  ],
  ["one refusal allowed", { max_failed_deliveries: 2 }, { failed_deliveries: 1 }, undefined],
  ["refusals without a rule", {}, { failed_deliveries: 9 }, undefined],
  ["refused by the operator", {}, { refused: true }, "cash_not_for_buyer"],
])("%s", (_name, rules, given, code) => {
  expect(refusalOfCash({ ...open, ...rules }, { ...order, ...given })?.code).toBe(code)
})

it("tells the limit and the total", () => {
  const refusal = refusalOfCash({ ...open, max_order_millimes: 80_500 }, order)
  expect(refusal!.message).toContain("80,500 DT")
  expect(refusal!.message).toContain("100,000 DT")
})
