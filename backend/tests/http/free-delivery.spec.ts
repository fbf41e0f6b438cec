import { sum } from "@souk/kit/money"
import { found, made, post } from "./client"
import {
  checkoutBody,
  complete,
  demo,
  offersOf,
  openCart,
  paymentOf,
  signIn,
  sql,
  type CartView,
  type Line,
} from "./shop"

let lines: Line[]
let threshold: number

beforeAll(async () => {
  const [a] = await offersOf(demo.vendorA.handle)
  const [b] = await offersOf(demo.vendorB.handle)
  lines = [
    { offer: a!, quantity: 2 },
    { offer: b!, quantity: 1 },
  ]
  threshold = a!.price_millimes * 2
  const set = (millimes: number | null, handle: string) =>
    sql("update vendor set free_shipping_from_millimes = $1 where handle = $2", [millimes, handle])
  await set(threshold, demo.vendorA.handle)
  await set(null, demo.vendorB.handle)
})

const cartOf = async (id: string) =>
  (await found<{ cart: CartView }>(`/store/carts/${id}/groups`)).cart
const groupOf = (cart: CartView, handle: string) =>
  cart.groups.find(({ vendor }) => vendor.handle === handle)!
const prepare = async (id: string) =>
  (await made<{ cart: CartView }>(`/store/carts/${id}/checkouts`, checkoutBody(lines))).cart

it("a vendor delivers free of charge from so much of its own parts, and the order says so", async () => {
  const [a, b] = lines as [Line, Line]
  const id = await openCart([{ ...a, quantity: 1 }, b])
  const before = groupOf(await cartOf(id), demo.vendorA.handle)
  expect(before).toMatchObject({
    shipping_options: [{ price_millimes: a.offer.shipping_fee_millimes }],
    free_delivery: { from_millimes: threshold, missing_millimes: a.offer.price_millimes },
  })
  expect(groupOf(await cartOf(id), demo.vendorB.handle).free_delivery).toBeNull()

  // Préparé une première fois sous le seuil, le panier le dépasse ensuite.
  expect((await prepare(id)).shipping_millimes).toBe(
    sum(lines.map(({ offer }) => offer.shipping_fee_millimes)),
  )
  const [line] = before.lines
  await made(`/store/carts/${id}/line-items/${line!.id}`, { quantity: 2 })
  const reached = groupOf(await cartOf(id), demo.vendorA.handle)
  expect(reached).toMatchObject({
    shipping_options: [{ price_millimes: 0 }],
    free_delivery: { missing_millimes: 0 },
  })
  const ready = await prepare(id)
  expect(groupOf(ready, demo.vendorA.handle).shipping_millimes).toBe(0)
  expect(ready.shipping_millimes).toBe(b.offer.shipping_fee_millimes)
  expect(ready.total_millimes).toBe(threshold + b.offer.price_millimes + ready.shipping_millimes)

  const { status, body } = await complete(id)
  expect([status, body.type]).toEqual([200, "order"])
  const { order } = await found<{
    order: { id: string; total_millimes: number; shipping_millimes: number }
  }>(`/store/carts/${id}/order`)
  expect(order).toMatchObject({
    total_millimes: ready.total_millimes,
    shipping_millimes: b.offer.shipping_fee_millimes,
  })
  const payment = await paymentOf(id)
  expect(Math.round(Number(payment!.collection) * 1000)).toBe(ready.total_millimes)
})

it("who takes a part out pays for delivery again", async () => {
  const [a] = lines as [Line]
  lines = [a]
  const id = await openCart([a])
  const ready = await prepare(id)
  expect(ready.shipping_millimes).toBe(0)
  const [line] = ready.groups[0]!.lines
  await made(`/store/carts/${id}/line-items/${line!.id}`, { quantity: 1 })
  const { shipping_millimes } = await prepare(id)
  expect(shipping_millimes).toBe(a.offer.shipping_fee_millimes)
})

it("a code that discounts delivery takes nothing off a free one", async () => {
  const code = "PORTMOITIE"
  await made(
    "/admin/promotions",
    {
      code,
      type: "standard",
      status: "active",
      application_method: {
        type: "percentage",
        target_type: "shipping_methods",
        allocation: "across",
        value: 50,
        currency_code: "tnd",
      },
    },
    { as: await signIn("user", demo.operator) },
  )
  const id = await openCart(lines)
  await prepare(id)
  await made(`/store/carts/${id}/promotions`, { promo_codes: [code] })
  const ready = await prepare(id)
  expect(ready).toMatchObject({ shipping_millimes: 0, discount_millimes: 0 })
  expect(ready.total_millimes).toBe(ready.items_millimes)
  expect((await complete(id)).body.type).toBe("order")
})

it("the vendor says from how much, within reason; buyers read it", async () => {
  const vendor = await signIn("user", demo.vendorB.email)
  const say = (free_shipping_from_millimes: unknown, as = vendor) =>
    post<{ delivery_terms: object }>(
      "/vendor/delivery-terms",
      { free_shipping_from_millimes },
      { as },
    )
  const shown = async () =>
    (
      await found<{ vendor: { free_shipping_from_millimes: number | null } }>(
        `/store/vendors/${demo.vendorB.handle}`,
        { headers: { "cache-control": "no-cache" } },
      )
    ).vendor.free_shipping_from_millimes
  for (const wrong of [0, 999, 10_000_001, 1.5, "250", undefined]) {
    expect((await say(wrong)).status).toBe(400)
  }
  expect((await say(250_000)).status).toBe(201)
  expect(await shown()).toBe(250_000)
  expect((await say(null)).status).toBe(201)
  expect(await shown()).toBeNull()
  const suspended = await signIn("user", demo.suspended.email)
  expect((await say(250_000, suspended)).status).toBe(403)
})
