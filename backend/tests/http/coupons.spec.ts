import { basisPoints } from "@souk/kit/money"
import { found, made, post, send } from "./client"
import {
  checkoutBody,
  complete,
  demo,
  offersOf,
  openCart,
  signIn,
  sql,
  type CartView,
  type Line,
  type Offer,
  type OrderView,
} from "./shop"

type Coupon = {
  id: string
  code: string
  marketplace_bps: number
  use_count: number
  is_active: boolean
  vendor: { name: string } | null
}

let tokens: { operator: string; vendorA: string; vendorB: string }
let a: Offer
let b: Offer

beforeAll(async () => {
  tokens = {
    operator: await signIn("user", demo.operator),
    vendorA: await signIn("user", demo.vendorA.email),
    vendorB: await signIn("user", demo.vendorB.email),
  }
  ;[a] = (await offersOf(demo.vendorA.handle)) as [Offer]
  ;[b] = (await offersOf(demo.vendorB.handle)) as [Offer]
})

const operator = () => ({ as: tokens.operator })
let rank = 0
const newCode = () => `ESSAI-${Date.now()}-${++rank}`.slice(-28)

const couponOf = async (body: object, path = "/admin/coupons", as = tokens.operator) =>
  (await made<{ coupon: Coupon }>(path, { code: newCode(), name: "Essai", ...body }, { as })).coupon

const give = (cartId: string, code: string, locale = "fr") =>
  post(`/store/carts/${cartId}/promotions`, { promo_codes: [code] }, { locale })

const groups = async (cartId: string) =>
  (await found<{ cart: CartView }>(`/store/carts/${cartId}/groups`)).cart

/** Each buyer of these stories has an address of their own. */
async function order(lines: Line[], code: string, email: string) {
  const cartId = await openCart(lines)
  const given = await give(cartId, code)
  if (given.status !== 200) return { status: given.status, code: given.body.code, cartId }
  await made(`/store/carts/${cartId}/checkouts`, { ...checkoutBody(lines), email })
  const answer = await complete(cartId)
  return { status: answer.status, code: (answer.body as { code?: string }).code, cartId }
}

const orderOf = async (cartId: string) =>
  (await found<{ order: OrderView }>(`/store/carts/${cartId}/order`)).order

const moneyOf = async (orderId: string) =>
  (
    await sql<{ total: string; funding: string; earnings: string; taken: string; booked: string }>(
      `select o.total_millimes as total, o.funding_millimes as funding,
              o.earnings_millimes as earnings,
              o.commission_millimes + o.commission_vat_millimes as taken,
              (select coalesce(-sum(e.amount_millimes), 0) from ledger_entry e
                 join ledger_transaction t on t.id = e.transaction_id
                where t.vendor_order_id = o.id and e.account = 'vendors/' || o.vendor_id) as booked
         from vendor_order o where o.order_id = $1 order by o.number`,
      [orderId],
    )
  ).map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, text]) => [name, Number(text)])),
  )

describe("who pays for a coupon", () => {
  it.each([
    ["the marketplace", 10_000],
    ["the vendor", 0],
    ["both, by percentage", 4_000],
  ])("is %s: the vendor earns accordingly", async (_who, marketplace_bps) => {
    const coupon = await couponOf({ vendor_id: a.vendor_id, percent_bps: 1_500, marketplace_bps })
    const lines = [
      { offer: a, quantity: 2 },
      { offer: b, quantity: 1 },
    ]
    const placed = await order(lines, coupon.code, `payeur-${rank}@courriel.example`)
    expect(placed.status).toBe(200)
    const bought = await orderOf(placed.cartId)
    const discount = basisPoints(a.price_millimes * 2, 1_500)
    expect(bought.discount_millimes).toBe(discount)
    const slices = await moneyOf(bought.id)
    // Only the vendor's own offers are discounted.
    expect(slices.map((slice) => slice.funding).sort()).toEqual(
      [0, basisPoints(discount, marketplace_bps)].sort(),
    )
    for (const slice of slices) {
      expect(slice.earnings).toBe(slice.total! + slice.funding! - slice.taken!)
      expect(slice.booked).toBe(slice.earnings)
    }
    const { ledger_check } = await found<{ ledger_check: object }>(
      "/admin/ledger-checks",
      operator(),
    )
    expect(ledger_check).toMatchObject({ holds: true, sum_millimes: 0 })
  })

  it("may be limited to a family of parts", async () => {
    const [part] = await sql<{ category_id: string }>(
      "select p.category_id from part p join offer o on o.part_id = p.id where o.id = $1",
      [a.id],
    )
    const inside = await couponOf({ category_id: part!.category_id, percent_bps: 1_000 })
    const cartId = await openCart([{ offer: a, quantity: 1 }])
    expect((await give(cartId, ` ${inside.code.toLowerCase()}`)).status).toBe(200)
    expect((await groups(cartId)).discount_millimes).toBe(basisPoints(a.price_millimes, 1_000))
    const [other] = await sql<{ id: string }>(
      `select id from product_category
        where deleted_at is null and position(id in (select mpath from product_category where id = $1)) = 0
        order by id limit 1`,
      [part!.category_id],
    )
    const outside = await couponOf({ category_id: other!.id, percent_bps: 1_000 })
    const refused = await give(cartId, outside.code)
    expect([refused.status, refused.body.code]).toEqual([409, "coupon_not_for_cart"])
  })
})

describe("a coupon that may not serve says why, in the buyer's language", () => {
  it.each<[string, object, string, string]>([
    ["expired", { ends_at: "2026-01-01T00:00:00+01:00" }, "coupon_expired", "no longer valid"],
    ["not begun", { starts_at: "2099-01-01T00:00:00+01:00" }, "coupon_not_started", "2098-12-31"],
    ["below its minimum", { minimum_millimes: 900_000_000 }, "coupon_below_minimum", "DT more"],
  ])("%s", async (_what, changes, code, sentence) => {
    const coupon = await couponOf({ percent_bps: 1_000, ...changes })
    const cartId = await openCart([{ offer: a, quantity: 1 }])
    const answers = {
      fr: await give(cartId, coupon.code),
      en: await give(cartId, coupon.code, "en"),
      ar: await give(cartId, coupon.code, "ar"),
    }
    for (const answer of Object.values(answers)) {
      expect([answer.status, answer.body.code]).toEqual([409, code])
      expect(answer.body.message).toContain(coupon.code)
    }
    expect(answers.en.body.message).toContain(sentence)
    expect(answers.ar.body.message).toMatch(/[\u0600-\u06ff]/)
    expect((await groups(cartId)).promo_codes).toEqual([])
  })

  it("another vendor's, in a cart without its offers", async () => {
    const coupon = await couponOf({ percent_bps: 1_000 }, "/vendor/coupons", tokens.vendorB)
    expect(coupon.marketplace_bps).toBe(0)
    const cartId = await openCart([{ offer: a, quantity: 1 }])
    const refused = await give(cartId, coupon.code)
    expect([refused.status, refused.body.code]).toEqual([409, "coupon_not_for_cart"])
  })

  it("used up: of two buyers who order at once with the last one, one does", async () => {
    const coupon = await couponOf({ percent_bps: 1_000, max_uses: 1 })
    const placed = await Promise.all(
      [1, 2, 3].map((n) =>
        order([{ offer: a, quantity: 1 }], coupon.code, `course-${n}-${rank}@courriel.example`),
      ),
    )
    expect(placed.filter((one) => one.status === 200)).toHaveLength(1)
    for (const one of placed.filter((each) => each.status !== 200)) {
      expect([one.status, one.code]).toEqual([409, "coupon_exhausted"])
    }
    const { coupons } = await found<{ coupons: Coupon[] }>("/admin/coupons?limit=5", operator())
    expect(coupons.find((one) => one.id === coupon.id)?.use_count).toBe(1)
  })

  it("used by this buyer, whatever the cart", async () => {
    const coupon = await couponOf({ percent_bps: 1_000, max_uses_per_buyer: 1 })
    const email = `fidele-${rank}@courriel.example`
    const first = await order([{ offer: a, quantity: 1 }], coupon.code, email)
    expect(first.status).toBe(200)
    const second = await order([{ offer: a, quantity: 1 }], coupon.code, email.toUpperCase())
    expect([second.status, second.code]).toEqual([409, "coupon_used_by_buyer"])
    // Without it the same cart is ordered.
    await send("DELETE", `/store/carts/${second.cartId}/promotions`, {
      body: { promo_codes: [coupon.code] },
    })
    await made(`/store/carts/${second.cartId}/checkouts`, {
      ...checkoutBody([{ offer: a, quantity: 1 }]),
      email,
    })
    expect((await complete(second.cartId)).status).toBe(200)
  })
})

describe("a vendor's coupons", () => {
  it("are its own to make and to stop, at its own cost", async () => {
    const coupon = await couponOf({ amount_millimes: 2_000 }, "/vendor/coupons", tokens.vendorA)
    const others = await post(
      `/vendor/coupons/${coupon.id}`,
      { is_active: false },
      { as: tokens.vendorB },
    )
    expect(others.status).toBe(404)
    const { coupons } = await found<{ coupons: Coupon[] }>("/vendor/coupons", {
      as: tokens.vendorB,
    })
    expect(coupons.map((one) => one.id)).not.toContain(coupon.id)

    const cartId = await openCart([
      { offer: a, quantity: 1 },
      { offer: b, quantity: 1 },
    ])
    expect((await give(cartId, coupon.code)).status).toBe(200)
    expect((await groups(cartId)).discount_millimes).toBe(Math.min(2_000, a.price_millimes))

    const stopped = await post<{ coupon: Coupon }>(
      `/vendor/coupons/${coupon.id}`,
      { is_active: false },
      { as: tokens.vendorA },
    )
    expect([stopped.status, stopped.body.coupon.is_active]).toEqual([200, false])
    const other = await openCart([{ offer: a, quantity: 1 }])
    expect((await give(other, coupon.code)).status).toBe(409)
  })

  it.each([
    [{ percent_bps: 1_000, amount_millimes: 1_000 }, 400],
    [{}, 400],
    [{ percent_bps: 10_001 }, 400],
    [{ amount_millimes: 0.5 }, 400],
    [{ amount_millimes: -1 }, 400],
    [{ percent_bps: 1_000, code: "a b" }, 400],
    [{ percent_bps: 1_000, marketplace_bps: 10_000 }, 400],
    [{ percent_bps: 1_000, vendor_id: "ven_other" }, 400],
    [{ percent_bps: 1_000, category_id: "pcat_nothing" }, 404],
    [
      {
        percent_bps: 1_000,
        starts_at: "2026-12-02T00:00:00+01:00",
        ends_at: "2026-12-01T00:00:00+01:00",
      },
      400,
    ],
  ])("refuse %j with %i", async (changes, status) => {
    const body = { code: newCode(), name: "Essai", ...changes }
    expect((await post("/vendor/coupons", body, { as: tokens.vendorA })).status).toBe(status)
  })

  it("have a code of their own", async () => {
    const coupon = await couponOf({ percent_bps: 500 }, "/vendor/coupons", tokens.vendorA)
    const again = await post(
      "/admin/coupons",
      { code: coupon.code, name: "Essai", percent_bps: 500 },
      operator(),
    )
    expect([again.status, again.body.code]).toEqual([409, "coupon_exists"])
  })
})

describe("coupons announced in the shop", () => {
  const announced = async () =>
    (
      await found<{ coupons: { id: string; code: string; vendor: object | null }[] }>(
        "/store/coupons?limit=20",
      )
    ).coupons
  const isAnnounced = async ({ id }: Coupon) => (await announced()).some((one) => one.id === id)
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

  it("are those whose payer said so, while they serve", async () => {
    const kept = await couponOf({ percent_bps: 500 })
    const open = await couponOf({ percent_bps: 500, is_public: true, ends_at: inDays(3) })
    const later = await couponOf({ percent_bps: 500, is_public: true, starts_at: inDays(1) })
    const own = await couponOf(
      { percent_bps: 500, is_public: true },
      "/vendor/coupons",
      tokens.vendorA,
    )
    expect(await isAnnounced(kept)).toBe(false)
    expect(await isAnnounced(open)).toBe(true)
    expect(await isAnnounced(later)).toBe(false)
    expect((await announced()).find(({ id }) => id === own.id)).toMatchObject({
      code: own.code,
      vendor: { handle: demo.vendorA.handle },
    })
    await made(`/admin/coupons/${open.id}`, { is_active: false }, operator())
    expect(await isAnnounced(open)).toBe(false)
    await made(`/vendor/coupons/${own.id}`, { is_public: false }, { as: tokens.vendorA })
    expect(await isAnnounced(own)).toBe(false)
    const stranger = await post(
      `/vendor/coupons/${open.id}`,
      { is_public: true },
      { as: tokens.vendorB },
    )
    expect(stranger.status).toBe(404)
  })

  it("say nothing of what their payer keeps for itself", async () => {
    await couponOf({ percent_bps: 500, is_public: true })
    const keys = (await announced()).flatMap((one) => Object.keys(one))
    expect(keys).not.toEqual(
      expect.arrayContaining([
        expect.stringMatching(/marketplace_bps|max_uses$|use_count|vendor_id/),
      ]),
    )
  })
})
