import { testServer } from "../../../scripts/lib/test-server"
import { found, made, post, send, type Answer, type Told } from "./client"
import {
  checkoutBody,
  complete,
  demo,
  inviteOperator,
  offersOf,
  openCart,
  placeOrder,
  prepareCart,
  signIn,
  sql,
  type Offer,
  type OrderView,
} from "./shop"

const ARABIC = /[\u0600-\u06ff]/

let tokens: { a: string; operator: string; operator2: string }
let offer: Offer

beforeAll(async () => {
  tokens = {
    a: await signIn("user", demo.vendorA.email),
    operator: await signIn("user", demo.operator),
    operator2: await inviteOperator("controleur@souk.example"),
  }
  ;[offer] = (await offersOf(demo.vendorA.handle)) as [Offer]
})

const operator = () => ({ as: tokens.operator, locale: "ar" })
const lines = () => [{ offer, quantity: 1 }]
const atOnce = <Item>(count: number, make: (index: number) => Promise<Item>): Promise<Item[]> =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)))
const codeOf = (answer: Answer<object>) => (answer.body as Partial<Told>).code

describe("a cart that did not go through the checkout as it stands", () => {
  const shipping_address = {
    first_name: "Nour",
    last_name: "Haddad",
    address_1: "12 rue des Jasmins",
    country_code: "tn",
    province: "11",
  }

  it("is not ordered on marks that its buyer wrote", async () => {
    const cartId = await openCart(lines())
    const metadata = { checkout_cart_id: cartId, checkout_extras: `${offer.variant_id}*1` }
    await made(`/store/carts/${cartId}`, { metadata, shipping_address })
    await made("/store/carts", { metadata })
    const kept = await sql<{ metadata: object | null }>(
      "select metadata from cart where metadata->>'checkout_extras' = $1",
      [metadata.checkout_extras],
    )
    expect(kept.filter((one) => JSON.stringify(one.metadata).includes(cartId))).toEqual([])
    await made(`/store/carts/${cartId}/shipping-methods`, { option_id: offer.shipping_option_id })
    expect((await complete(cartId)).body.type).not.toBe("order")
  })

  it.each(["20 123 459 (appeler)", "٢٠١٢٣٤٥٩", "", null])(
    "is not ordered in cash under another spelling of the phone: %j",
    async (phone) => {
      const cartId = await prepareCart(lines())
      await made(`/store/carts/${cartId}`, { shipping_address: { ...shipping_address, phone } })
      const refused = await complete(cartId)
      expect([refused.status, codeOf(refused)]).toEqual([400, "address_missing"])
      await made(`/store/carts/${cartId}/checkouts`, checkoutBody(lines()))
      expect((await complete(cartId)).body.type).toBe("order")
    },
  )
})

describe("dates that no shop lives in", () => {
  it.each(["0000-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00%2B23:59"])(
    "are refused in the reader's language: %s",
    async (date) => {
      for (const path of [
        `/admin/ledger-accounts?at=${date}`,
        `/admin/ledger-entries?account=buyers/receivable&from=${date}`,
        `/admin/invoices?from=${date}`,
        `/admin/invoice-files?to=${date}`,
      ]) {
        const { status, body } = await send("GET", path, operator())
        expect([path, status]).toEqual([path, 400])
        expect(body.message).toMatch(ARABIC)
      }
      const starts_at = decodeURIComponent(date)
      const rule = { name: "Hors du temps", rate_bps: 100, starts_at }
      expect((await post("/admin/commission-rules", rule, operator())).status).toBe(400)
      const coupon = { code: "HORSTEMPS", name: "Hors du temps", percent_bps: 100, starts_at }
      expect((await post("/admin/coupons", coupon, operator())).status).toBe(400)
    },
  )

  it("are compared as moments, whatever their offsets", async () => {
    const coupon = (code: string, starts_at: string, ends_at: string) =>
      post("/admin/coupons", { code, name: code, percent_bps: 100, starts_at, ends_at }, operator())
    const reversed = await coupon("DECALE1", "2027-01-01T12:00:00Z", "2027-01-01T12:30:00+01:00")
    expect([reversed.status, reversed.body.code]).toEqual([400, "rule_dates_reversed"])
    const right = await coupon("DECALE2", "2027-01-01T12:00:00+01:00", "2027-01-01T11:30:00Z")
    expect(right.status).toBe(201)
  })
})

describe("the same thing written by twenty at once", () => {
  const told = (answers: Answer<Told>[], accepted: number) => {
    expect(answers.filter(({ status }) => status === accepted).length).toBeGreaterThan(0)
    for (const { status, body } of answers) {
      if (status === accepted) continue
      expect(status).toBe(409)
      expect(body.message).toMatch(ARABIC)
    }
  }

  it("is one coupon, and the others read why", async () => {
    const coupon = { code: "VINGTFOIS", name: "Vingt fois", percent_bps: 100 }
    const answers = await atOnce(20, () => post("/admin/coupons", coupon, operator()))
    told(answers, 201)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    const [row] = await sql<{ coupons: number; promotions: number }>(
      `select (select count(*)::int from coupon where code = $1) as coupons,
              (select count(*)::int from promotion where code = $1 and deleted_at is null) as promotions`,
      [coupon.code],
    )
    expect(row).toEqual({ coupons: 1, promotions: 1 })
  })

  it("is one tax rule", async () => {
    const [category] = await sql<{ id: string }>(
      `select c.id from product_category c where c.deleted_at is null
          and not exists (select 1 from tax_rule r where r.reference_id = c.id) limit 1`,
    )
    const rule = { scope: "category", reference_id: category!.id, vat_percent: 7 }
    told(await atOnce(20, () => post("/admin/tax-rules", rule, operator())), 201)
    const rules = await sql<{ id: string }>(
      "select id from tax_rule where reference_id = $1 and deleted_at is null",
      [category!.id],
    )
    expect(rules).toHaveLength(1)
    await send("DELETE", `/admin/tax-rules/${rules[0]!.id}`, operator())
  })
})

describe("two people who decide against each other at once", () => {
  type Own = { cancellation_requests: { id: string }[] }

  it("a request to cancel is accepted or refused, and the order says the same", async () => {
    for (let round = 0; round < 4; round++) {
      const order = await placeOrder(lines())
      const { id } = order.vendor_orders[0]!
      await made(`/store/tracked-orders/${order.tracking_token}/cancellation-requests`, {
        vendor_order_id: id,
        reason: "Trouvé ailleurs",
      })
      const own = (await found<{ order: Own }>(`/vendor/orders/${id}`, { as: tokens.a })).order
      const request = own.cancellation_requests[0]!.id
      const answers = await atOnce(6, (index) =>
        index % 2
          ? post(
              `/admin/cancellation-requests/${request}/decisions`,
              { decision: "accepted" },
              operator(),
            )
          : post(
              `/vendor/cancellation-requests/${request}/decisions`,
              { decision: "refused", answer: "Le colis est prêt" },
              { as: tokens.a, locale: "ar" },
            ),
      )
      for (const { status } of answers) expect([200, 201, 409]).toContain(status)
      const [state] = await sql<{ order: string; request: string }>(
        `select o.status as "order", r.status as request from vendor_order o
           join cancellation_request r on r.vendor_order_id = o.id where o.id = $1`,
        [id],
      )
      expect([
        { order: "cancelled", request: "accepted" },
        { order: "new", request: "refused" },
      ]).toContainEqual(state)
    }
  })

  it("a parcel is cancelled or its cash taken, never both", async () => {
    for (let round = 0; round < 4; round++) {
      const order: OrderView = await placeOrder(lines())
      const { id, number, total_millimes } = order.vendor_orders[0]!
      await made(`/vendor/orders/${id}/confirmations`, {}, { as: tokens.a })
      await made(`/vendor/orders/${id}/shipments`, { carrier: "intigo" }, { as: tokens.a })
      const form = new FormData()
      const amount = (total_millimes / 1000).toFixed(3).replace(".", ",")
      form.set("file", new Blob([`Colis;Montant\r\n${number};${amount}\r\n`]), "reversement.csv")
      const remittance = fetch(
        `${testServer().apiUrl}/admin/remittances?carrier=intigo&reference=COURSE-${number}`,
        {
          method: "POST",
          body: form,
          headers: { authorization: `Bearer ${tokens.operator}` },
        },
      )
      const cancelled = post(
        `/admin/vendor-orders/${id}/cancellations`,
        { idempotency_key: `course-${number}`, reason: "Perdu en route" },
        { as: tokens.operator2 },
      )
      expect((await remittance).status).toBe(201)
      expect([201, 409]).toContain((await cancelled).status)
      const [state] = await sql<{ status: string; due: number; captured: number; cash: number }>(
        `select o.status, p.due_millimes::int as due, p.captured_millimes::int as captured,
                (select coalesce(sum(e.amount_millimes), 0)::int from ledger_entry e
                   join ledger_transaction t on t.id = e.transaction_id
                  where t.vendor_order_id = o.id and e.account like 'carriers/%') as cash
           from vendor_order o join payment_allocation p on p.vendor_order_id = o.id
          where o.id = $1`,
        [id],
      )
      expect([
        { status: "cancelled", due: 0, captured: 0, cash: 0 },
        { status: "delivered", due: total_millimes, captured: total_millimes, cash: 0 },
      ]).toContainEqual(state)
    }
  })
})
