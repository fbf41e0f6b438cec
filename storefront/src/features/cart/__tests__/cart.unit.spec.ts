import type { Cart, CartGroup, CartLine, Part } from "../../../lib/api-types"
import { chosenOption, countItems, isBlocked, parseQuantity, totalsWith, warningsOf } from "../cart"

const line = (changes: Partial<CartLine> = {}): CartLine => ({
  id: "li_1",
  variant_id: "variant_1",
  product_id: "prod_1",
  title: "Disque de frein",
  subtitle: null,
  part_id: null,
  drawing: null,
  thumbnail: null,
  quantity: 2,
  available: true,
  unit_price_millimes: 100_000,
  total_millimes: 200_000,
  discount_millimes: 0,
  core_deposit_millimes: 0,
  problem: null,
  claim: null,
  claim_problem: null,
  ...changes,
})
const group = (handle: string, changes: Partial<CartGroup> = {}): CartGroup => ({
  vendor: { handle, name: handle, governorate_code: "11" },
  free_delivery: null,
  lines: [line()],
  shipping_options: [
    { id: `${handle}-express`, name: "Express", price_millimes: 12_000, delay_days: 1 },
    { id: `${handle}-slow`, name: "Normale", price_millimes: 7_000, delay_days: 3 },
  ],
  chosen_shipping_option_id: null,
  core_deposit_millimes: 0,
  stamp_millimes: 0,
  shipping_millimes: 0,
  total_millimes: 200_000,
  ...changes,
})
const cart = (groups: CartGroup[]): Cart => ({
  id: "cart_1",
  email: null,
  currency_code: "tnd",
  completed: false,
  payment_method: null,
  groups,
  items_millimes: 200_000 * groups.length,
  discount_millimes: 0,
  shipping_millimes: 0,
  core_deposit_millimes: 0,
  stamp_millimes: 0,
  taxes: { ht_millimes: 0, fodec_millimes: 0, vat: [] },
  vat_included_millimes: 0,
  total_millimes: 200_000 * groups.length,
  promo_codes: [],
  ready: { address: false, shipping: false, payment: false },
})

it.each([
  ["1", 1],
  [" 12 ", 12],
  ["99", 99],
  ["0", null],
  ["100", null],
  ["-1", null],
  ["1.5", null],
  ["", null],
  [null, null],
])("reads the quantity %p as %p", (text, quantity) => {
  expect(parseQuantity(text)).toBe(quantity)
})

it("counts pieces, not lines", () => {
  expect(countItems(cart([group("a"), group("b")]))).toBe(4)
})

it("proposes the cheapest delivery, then the one chosen, never one that is gone", () => {
  const one = group("a")
  expect(chosenOption(one)?.id).toBe("a-slow")
  expect(chosenOption(one, { a: "a-express" })?.id).toBe("a-express")
  expect(chosenOption(one, { a: "gone" })?.id).toBe("a-slow")
  expect(chosenOption(group("a", { shipping_options: [] }))).toBeUndefined()
})

it("adds one delivery per vendor", () => {
  expect(totalsWith(cart([group("a"), group("b")]), { b: "b-express" })).toEqual({
    items: 400_000,
    discount: 0,
    shipping: 19_000,
    total: 419_000,
  })
})

it("blocks the order while a line or a delivery is missing", () => {
  expect(isBlocked(cart([group("a")]))).toBe(false)
  expect(isBlocked(cart([group("a", { lines: [line({ problem: "out_of_stock" })] })]))).toBe(true)
  expect(isBlocked(cart([group("a", { shipping_options: [] })]))).toBe(true)
})

describe("warningsOf", () => {
  const line = (id: string, price: number, partId: string | null = "part_1") =>
    ({ id, part_id: partId, variant_id: `variant_${id}`, unit_price_millimes: price }) as CartLine
  const offer = (id: string, price: number) =>
    ({ variant_id: `variant_${id}`, price_millimes: price }) as Part["offers"][number]
  const part = { offers: [offer("a", 98_500), offer("b", 7_000)], fits: null }

  it("tells a price that changed, and nothing of one that did not", () => {
    const warnings = warningsOf([line("a", 90_000), line("b", 7_000)], new Map([["part_1", part]]))
    expect([...warnings]).toEqual([["a", { newPrice: 98_500 }]])
  })

  it("tells a part that does not go on the active vehicle", () => {
    const parts = new Map([["part_1", { ...part, fits: "does_not_fit" as const }]])
    expect(warningsOf([line("b", 7_000)], parts).get("b")).toEqual({ doesNotFit: true })
  })

  it("says nothing of what it could not read", () => {
    expect(warningsOf([line("a", 1), line("c", 1, null)], new Map()).size).toBe(0)
  })
})
