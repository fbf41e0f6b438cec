import { createHmac } from "node:crypto"
import { sum } from "@souk/kit/money"
import fc from "fast-check"
import { centsOf, chargedInEuros } from "../../domain/charged-in-euros"
import { RefusedByGatewayError, type Bill } from "../../domain/protocol"
import { centsBack, paypal } from "../protocols/paypal"
import { stripe, stripeSignatureHolds } from "../protocols/stripe"

const bill: Bill = {
  reference: "01JD2Q7Y3TFS8C9N5B4X6Z1R0M",
  amount_millimes: 69_030,
  description: "Souk",
  return_url: "https://souk.example/commande/retour",
  webhook_url: "https://api.souk.example/hooks/payment/x",
  lifetime_seconds: 1200,
  language: "fr",
  buyer: { first_name: "Nour", last_name: "Haddad", email: "n@x.tn", phone: "20123456" },
}
const stripeKeys = { api_key: "sk_secret", webhook_secret: "whsec_secret" }
const paypalKeys = { client_id: "client", client_secret: "pp-secret", tnd_per_eur: 3.4 }

const session = (changes: object = {}) => ({
  status: "complete",
  payment_status: "paid",
  client_reference_id: bill.reference,
  amount_total: 69_030,
  currency: "tnd",
  payment_intent: { id: "pi_1", latest_charge: { amount_refunded: 0 } },
  ...changes,
})

describe("Stripe", () => {
  it("takes dinars that end in 0, and no other", () => {
    expect(stripe.accepts!(69_030)).toBe(true)
    expect(stripe.accepts!(69_039)).toBe(false)
    expect(stripe.open(stripeKeys, bill)).toMatchObject({
      headers: { "idempotency-key": bill.reference },
      body: { form: { "line_items[0][price_data][unit_amount]": "69030" } },
    })
  })

  it.each([
    [{}, "paid"],
    [{ status: "open", payment_status: "unpaid", payment_intent: null }, "pending"],
    [{ status: "complete", payment_status: "unpaid" }, "pending"],
    [{ status: "expired", payment_status: "unpaid", payment_intent: null }, "expired"],
    [{ payment_intent: { id: "pi_1", latest_charge: { amount_refunded: 69_030 } } }, "refunded"],
  ])("reads %j as %s", (changes, state) => {
    expect(stripe.readTold(session(changes))).toMatchObject({ state, currency: "TND" })
  })

  it("gives back under a key that tells two equal refunds apart", () => {
    const keyOf = (refunded: number) =>
      stripe.refund!(
        stripeKeys,
        "cs_1",
        10_000,
        session({ payment_intent: { id: "pi_1", latest_charge: { amount_refunded: refunded } } }),
      ).headers!["idempotency-key"]
    expect(keyOf(0)).toBe(keyOf(0))
    expect(keyOf(10_000)).not.toBe(keyOf(0))
    expect(() => stripe.refund!(stripeKeys, "cs_1", 10_001, session())).toThrow(
      RefusedByGatewayError,
    )
    expect(() => stripe.readRefund!({ error: { message: "no" } })).toThrow(RefusedByGatewayError)
  })

  it("believes no notification whose signature does not hold", () => {
    const raw = JSON.stringify({ data: { object: { id: "cs_1", object: "checkout.session" } } })
    const v1 = createHmac("sha256", "whsec_secret").update(`17.${raw}`).digest("hex")
    const holds = (header: string, body: string | null = raw) =>
      stripeSignatureHolds({ raw: body, headers: { "stripe-signature": header } }, "whsec_secret")
    expect(holds(`t=17,v1=${v1}`)).toBe(true)
    expect(holds(`t=17,v1=${"0".repeat(64)},v1=${v1}`)).toBe(true)
    for (const header of [
      "",
      "t=17",
      `t=18,v1=${v1}`,
      `t=17,v0=${v1}`,
      `t=17,v1=${"0".repeat(64)}`,
    ]) {
      expect(holds(header)).toBe(false)
    }
    expect(holds(`t=17,v1=${v1}`, `${raw} `)).toBe(false)
    expect(holds(`t=17,v1=${v1}`, null)).toBe(false)
    expect(stripe.readNotice(stripeKeys, { data: 1 }, { raw, headers: {} })).toBeNull()
  })
})

const order = (
  changes: { cents?: string; refunds?: object[]; status?: string; currency?: string } = {},
) => ({
  id: "O1",
  status: "COMPLETED",
  purchase_units: [
    {
      custom_id: `${bill.reference}|69030|2030`,
      payments: {
        captures: [
          {
            id: "CAP1",
            status: changes.status ?? "COMPLETED",
            amount: { currency_code: changes.currency ?? "EUR", value: changes.cents ?? "20.30" },
            seller_receivable_breakdown: { paypal_fee: { currency_code: "EUR", value: "1.00" } },
          },
        ],
        refunds: changes.refunds ?? [],
      },
    },
  ],
})

describe("PayPal", () => {
  it("asks for euros at the rate, and keeps both amounts in its own order", () => {
    const [unit] = (paypal.open(paypalKeys, bill).body as { json: { purchase_units: object[] } })
      .json.purchase_units
    expect(unit).toMatchObject({
      custom_id: `${bill.reference}|69030|2030`,
      amount: { currency_code: "EUR", value: "20.30" },
    })
    expect(chargedInEuros(69_030, 3.4, "fr")).toContain("20,30")
  })

  it("compares what was taken with the dinars of that day, whatever the rate since", () => {
    expect(paypal.readTold(order())).toMatchObject({
      state: "paid",
      reference: bill.reference,
      amount_millimes: 69_030,
      currency: "TND",
      fee_millimes: 3_400,
    })
    expect(paypal.readTold(order({ cents: "10.15" })).amount_millimes).toBe(34_515)
    expect(paypal.readTold(order({ currency: "USD" })).currency).toBe("USD")
  })

  it.each([
    ["COMPLETED", "paid"],
    ["PARTIALLY_REFUNDED", "paid"],
    ["REFUNDED", "refunded"],
    ["DECLINED", "refused"],
    ["PENDING", "pending"],
  ])("reads a capture that is %s as %s", (status, state) => {
    expect(paypal.readTold(order({ status })).state).toBe(state)
  })

  it("takes the money once the buyer agreed, under one key", () => {
    const agreed = { id: "O1", status: "APPROVED", purchase_units: [{ custom_id: "r|1|1" }] }
    expect(paypal.collect!(paypalKeys, "O1", agreed)).toMatchObject({
      path: "/v2/checkout/orders/O1/capture",
      headers: { "paypal-request-id": "O1-capture" },
    })
    expect(paypal.collect!(paypalKeys, "O1", order())).toBeNull()
    expect(paypal.readTold(agreed).state).toBe("pending")
  })

  it("gives back parts whose euros sum up to the whole", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500_000 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 10_000, max: 60_000 }),
        (parts, rate) => {
          const millimes = sum(parts)
          const whole = { millimes, cents: centsOf(millimes, rate / 10_000) }
          let before = 0
          const back = parts.map((part) => {
            const cents = centsBack(whole, before, part)
            before += part
            return cents
          })
          expect(sum(back)).toBe(whole.cents)
          expect(Math.min(...back)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  it("counts what it gave back in the dinars that each refund carries", () => {
    const refunds = [
      { status: "COMPLETED", custom_id: "30001" },
      { status: "FAILED", custom_id: "9" },
    ]
    expect(paypal.readTold(order({ refunds })).refunded_millimes).toBe(30_001)
    const call = paypal.refund!(paypalKeys, "O1", 39_029, order({ refunds }))
    expect(call.headers).toEqual({ "paypal-request-id": "CAP1-30001-39029" })
    expect(call.body).toMatchObject({ json: { custom_id: "39029" } })
  })

  it("hears of an order by itself or by its capture", () => {
    const told = (resource: object) =>
      paypal.readNotice(paypalKeys, { resource }, { raw: null, headers: {} })?.gateway_ref
    expect(told({ id: "O1" })).toBe("O1")
    expect(told({ id: "CAP1", supplementary_data: { related_ids: { order_id: "O1" } } })).toBe("O1")
    expect(told({ id: "../x" })).toBeUndefined()
  })
})
