// What each simulated gateway understands and answers: its own paths, words and amounts.
import { createHash, createHmac } from "node:crypto"

const dinars = (millimes) => millimes / 1000
const json = (body, status = 200) => ({ status, body })

/** The account every simulated gateway knows. */
export const ACCOUNTS = {
  clictopay: { user: "souk-simulator", password: "clictopay-password-of-the-simulator" },
  konnect: { api_key: "konnect-key-of-the-simulator", wallet_id: "5f7a209aeb3f76490ac4a3d1" },
  flouci: {
    public_key: "flouci-public-of-the-simulator",
    private_key: "flouci-private-of-the-simulator",
  },
  paymee: { api_key: "paymee-key-of-the-simulator" },
  stripe: {
    api_key: "sk_test_stripe_key_of_the_simulator",
    webhook_secret: "whsec_secret_of_the_simulator",
  },
  paypal: {
    client_id: "paypal-client-of-the-simulator",
    client_secret: "paypal-secret-of-the-simulator",
  },
}

const hex = (length) =>
  createHash("sha256").update(`${process.hrtime.bigint()}`).digest("hex").slice(0, length)

/** `matches` says which of its calls a request is; `answer` does it. `shop` holds the payments. */
export const DIALECTS = {
  clictopay: {
    newRef: () => hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
    allowed: ({ form }) =>
      form.userName === ACCOUNTS.clictopay.user && form.password === ACCOUNTS.clictopay.password,
    denied: () => json({ errorCode: "5", errorMessage: "Access denied" }),
    calls: {
      "POST /register.do": ({ form }, shop) => {
        if (shop.byReference(form.orderNumber)) {
          return json({ errorCode: "1", errorMessage: "Order number is already processed" })
        }
        const payment = shop.open({
          reference: form.orderNumber,
          amount: Number(form.amount),
          returnUrl: form.returnUrl,
          lifetime: Number(form.sessionTimeoutSecs ?? 1200),
        })
        return json({ orderId: payment.ref, formUrl: payment.url })
      },
      "POST /getOrderStatusExtended.do": ({ form }, shop) => {
        const payment = shop.get(form.orderId)
        if (!payment) return json({ errorCode: "6", errorMessage: "Unknown order id" })
        const statuses = { open: 0, paid: 2, refused: 6, expired: 6 }
        const whole = payment.refunded >= payment.amount
        return json({
          errorCode: "0",
          errorMessage: "Success",
          orderNumber: payment.reference,
          orderStatus: whole ? 4 : statuses[payment.status],
          amount: shop.told(payment),
          currency: "788",
          paymentAmountInfo: { refundedAmount: payment.refunded },
        })
      },
      "POST /refund.do": ({ form }, shop) => {
        const payment = shop.get(form.orderId)
        if (!payment) return json({ errorCode: "6", errorMessage: "Unknown order id" })
        const refusal = shop.refund(payment, Number(form.amount))
        return json(refusal ? { errorCode: "7", errorMessage: refusal } : { errorCode: "0" })
      },
    },
    backWith: (payment) => ({ orderId: payment.ref, lang: "fr" }),
  },

  konnect: {
    newRef: () => hex(24),
    allowed: ({ headers }) => headers["x-api-key"] === ACCOUNTS.konnect.api_key,
    denied: () => json({ errors: [{ code: "UNAUTHORIZED" }] }, 401),
    calls: {
      "POST /payments/init-payment": ({ body }, shop) => {
        const payment = shop.open({
          reference: body.orderId,
          amount: body.amount,
          returnUrl: body.successUrl,
          failUrl: body.failUrl,
          webhook: body.webhook,
          lifetime: body.lifespan * 60,
        })
        return json({ payUrl: payment.url, paymentRef: payment.ref })
      },
      "GET /payments/:ref": ({ ref }, shop) => {
        const payment = shop.get(ref)
        if (!payment) return json({ errors: [{ code: "PAYMENT_NOT_FOUND" }] }, 404)
        const statuses = {
          open: "pending",
          paid: "completed",
          refused: "failed",
          expired: "expired",
        }
        return json({
          payment: {
            id: payment.ref,
            status: statuses[payment.status],
            amount: shop.told(payment),
            reachedAmount: payment.status === "paid" ? shop.told(payment) : 0,
            token: "TND",
            orderId: payment.reference,
          },
        })
      },
    },
    backWith: (payment) => ({ payment_ref: payment.ref }),
    // Unsigned, by GET, with nothing but the reference.
    notice: (payment) => ({ method: "GET", query: { payment_ref: payment.ref } }),
  },

  flouci: {
    newRef: () => hex(22),
    allowed: ({ headers }) =>
      headers.authorization ===
      `Bearer ${ACCOUNTS.flouci.public_key}:${ACCOUNTS.flouci.private_key}`,
    denied: () => json({ status: "error", code: "UNAUTHORIZED", message: "Unauthorized" }, 401),
    calls: {
      "POST /generate_payment": ({ body }, shop) => {
        const payment = shop.open({
          reference: body.developer_tracking_id,
          amount: Number(body.amount),
          returnUrl: body.success_link,
          failUrl: body.fail_link,
          webhook: body.webhook,
          lifetime: body.session_timeout_secs,
        })
        return json({
          result: { success: true, payment_id: payment.ref, link: payment.url },
          code: 0,
        })
      },
      "GET /verify_payment/:ref": ({ ref }, shop) => {
        const payment = shop.get(ref)
        if (!payment) return json({ success: false, code: 1, message: "Payment not found" }, 404)
        const statuses = {
          open: "PENDING",
          paid: "SUCCESS",
          refused: "FAILURE",
          expired: "EXPIRED",
        }
        return json({
          success: true,
          result: {
            status: statuses[payment.status],
            amount: shop.told(payment),
            developer_tracking_id: payment.reference,
          },
        })
      },
      "POST /refund_payment": ({ body }, shop) => {
        const payment = shop.get(body.payment_id)
        const refusal = payment ? shop.refund(payment, payment.amount) : "Payment not found"
        return refusal
          ? json({ status: "error", message: refusal, code: "REFUND_NOT_ALLOWED" })
          : json({
              status: "success",
              result: {
                payment_id: payment.ref,
                amount: String(payment.amount),
                status: "success",
              },
            })
      },
    },
    backWith: (payment) => ({ payment_id: payment.ref }),
    notice: (payment) => ({
      method: "POST",
      json: {
        payment_id: payment.ref,
        status: payment.status === "paid" ? "SUCCESS" : "FAILURE",
        developer_tracking_id: payment.reference,
      },
    }),
  },

  paymee: {
    newRef: () => hex(32),
    allowed: ({ headers }) => headers.authorization === `Token ${ACCOUNTS.paymee.api_key}`,
    denied: () => json({ status: false, message: "Invalid token", code: 401 }, 401),
    calls: {
      "POST /payments/create": ({ body }, shop) => {
        const payment = shop.open({
          reference: body.order_id,
          amount: Math.round(body.amount * 1000),
          returnUrl: body.return_url,
          failUrl: body.cancel_url,
          webhook: body.webhook_url,
          lifetime: 1200,
        })
        return json({
          status: true,
          message: "Success",
          code: 50,
          data: { token: payment.ref, order_id: payment.reference, payment_url: payment.url },
        })
      },
      "GET /payments/:ref/check": ({ ref }, shop) => {
        const payment = shop.get(ref)
        if (!payment) return json({ status: false, message: "Not found", code: 404 }, 404)
        return json({
          status: true,
          message: "Success",
          code: 50,
          data: {
            token: payment.ref,
            payment_status: payment.status === "paid",
            amount: dinars(shop.told(payment)),
            order_id: payment.reference,
            ...(payment.status === "paid" && { cost: dinars(fee(payment)) }),
          },
        })
      },
    },
    backWith: (payment) => ({
      payment_token: payment.ref,
      payment_status: payment.status === "paid",
    }),
    notice: (payment) => {
      const paid = payment.status === "paid"
      const check_sum = createHash("md5")
        .update(`${payment.ref}${paid ? 1 : 0}${ACCOUNTS.paymee.api_key}`)
        .digest("hex")
      return {
        method: "POST",
        form: {
          token: payment.ref,
          check_sum,
          payment_status: paid ? "True" : "False",
          order_id: payment.reference,
          amount: String(dinars(payment.amount)),
        },
      }
    },
  },

  stripe: {
    newRef: () => `cs_test_${hex(32)}`,
    allowed: ({ headers }) => headers.authorization === `Bearer ${ACCOUNTS.stripe.api_key}`,
    denied: () => json({ error: { message: "Invalid API Key provided" } }, 401),
    calls: {
      "POST /v1/checkout/sessions": ({ form, headers }, shop) =>
        once(`stripe ${headers["idempotency-key"]}`, () => {
          const amount = Number(form["line_items[0][price_data][unit_amount]"])
          if (amount % 10 !== 0) {
            return json({ error: { message: "Amount must end in 0 for tnd" } }, 400)
          }
          const payment = shop.open({
            reference: form.client_reference_id,
            amount,
            returnUrl: form.success_url,
            failUrl: form.cancel_url,
            webhook: shop.webhook,
            lifetime: 1800,
          })
          return json({ id: payment.ref, url: payment.url })
        }),
      "GET /v1/checkout/sessions/:ref": ({ ref }, shop) => {
        const payment = shop.get(ref)
        if (!payment) return json({ error: { message: "No such checkout session" } }, 404)
        const paid = payment.status === "paid"
        return json({
          id: ref,
          status: paid ? "complete" : payment.status === "open" ? "open" : "expired",
          payment_status: paid ? "paid" : "unpaid",
          client_reference_id: payment.reference,
          amount_total: shop.told(payment),
          currency: "tnd",
          payment_intent: paid
            ? { id: `pi_${ref}`, latest_charge: { amount_refunded: payment.refunded } }
            : null,
        })
      },
      "POST /v1/refunds": ({ form, headers }, shop) =>
        once(`stripe ${headers["idempotency-key"]}`, () => {
          const payment = shop.get(String(form.payment_intent).replace(/^pi_/, ""))
          const refusal = payment
            ? shop.refund(payment, Number(form.amount))
            : "No such payment_intent"
          return refusal
            ? json({ error: { message: refusal } }, 400)
            : json({ id: `re_${hex(24)}`, status: "succeeded" })
        }),
    },
    backWith: () => ({}),
    // Signed over the bytes that are sent.
    notice: (payment) => {
      const text = JSON.stringify({
        type: "checkout.session.completed",
        data: { object: { id: payment.ref, object: "checkout.session" } },
      })
      const time = Math.floor(Date.now() / 1000)
      const v1 = createHmac("sha256", ACCOUNTS.stripe.webhook_secret)
        .update(`${time}.${text}`)
        .digest("hex")
      return { method: "POST", text, headers: { "stripe-signature": `t=${time},v1=${v1}` } }
    },
  },

  paypal: {
    newRef: () => hex(17).toUpperCase(),
    allowed: ({ headers, path }) => {
      const { client_id, client_secret } = ACCOUNTS.paypal
      const basic = Buffer.from(`${client_id}:${client_secret}`).toString("base64")
      return path === "/v1/oauth2/token"
        ? headers.authorization === `Basic ${basic}`
        : headers.authorization === "Bearer paypal-token-of-the-simulator"
    },
    denied: () => json({ name: "AUTHENTICATION_FAILURE", message: "Denied" }, 401),
    calls: {
      "POST /v1/oauth2/token": () =>
        json({ access_token: "paypal-token-of-the-simulator", expires_in: 32_400 }),
      "POST /v2/checkout/orders": ({ body, headers }, shop) =>
        once(`paypal ${headers["paypal-request-id"]}`, () => {
          const [unit] = body.purchase_units
          const { return_url, cancel_url } = body.payment_source.paypal.experience_context
          const payment = shop.open({
            reference: unit.custom_id.split("|")[0],
            customId: unit.custom_id,
            amount: Math.round(Number(unit.amount.value) * 100),
            returnUrl: return_url,
            failUrl: cancel_url,
            webhook: shop.webhook,
            lifetime: 3 * 3600,
          })
          return json({
            id: payment.ref,
            status: "PAYER_ACTION_REQUIRED",
            links: [{ rel: "payer-action", href: payment.url }],
          })
        }),
      "GET /v2/checkout/orders/:ref": ({ ref }, shop) => {
        const payment = shop.get(ref)
        if (!payment) return json({ name: "RESOURCE_NOT_FOUND", message: "Not found" }, 404)
        return json(paypalOrder(payment, shop))
      },
      "POST /v2/checkout/orders/:ref/capture": ({ ref }, shop) => {
        const payment = shop.get(ref)
        if (payment?.status !== "paid") {
          return json({ name: "UNPROCESSABLE_ENTITY", message: "Not approved" }, 422)
        }
        payment.collected = true
        return json(paypalOrder(payment, shop), 201)
      },
      "POST /v2/payments/captures/:ref/refund": ({ ref, body, headers }, shop) =>
        once(`paypal ${headers["paypal-request-id"]}`, () => {
          const payment = shop.get(ref.replace(/^CAP-/, ""))
          const cents = Math.round(Number(body.amount.value) * 100)
          const refusal = payment ? shop.refund(payment, cents) : "Not found"
          if (refusal) return json({ name: "UNPROCESSABLE_ENTITY", message: refusal }, 422)
          payment.refunds = [
            ...(payment.refunds ?? []),
            { status: "COMPLETED", custom_id: body.custom_id },
          ]
          return json({ id: hex(17), status: "COMPLETED" }, 201)
        }),
    },
    backWith: (payment) => ({ token: payment.ref, PayerID: "SIMULATOR" }),
    notice: (payment) => ({
      method: "POST",
      json: { event_type: "CHECKOUT.ORDER.APPROVED", resource: { id: payment.ref } },
    }),
  },
}

/** What PayPal says of an order: euros as text, the dinars inside `custom_id`. */
function paypalOrder(payment, shop) {
  const taken = payment.status === "paid" && payment.collected
  const value = (cents) => (cents / 100).toFixed(2)
  return {
    id: payment.ref,
    status: taken
      ? "COMPLETED"
      : payment.status === "paid"
        ? "APPROVED"
        : payment.status === "open"
          ? "PAYER_ACTION_REQUIRED"
          : "VOIDED",
    purchase_units: [
      {
        custom_id: payment.customId,
        amount: { currency_code: "EUR", value: value(payment.amount) },
        ...(taken && {
          payments: {
            captures: [
              {
                id: `CAP-${payment.ref}`,
                status:
                  payment.refunded === 0
                    ? "COMPLETED"
                    : payment.refunded >= payment.amount
                      ? "REFUNDED"
                      : "PARTIALLY_REFUNDED",
                amount: { currency_code: "EUR", value: value(shop.told(payment)) },
              },
            ],
            refunds: payment.refunds ?? [],
          },
        }),
      },
    ],
  }
}

/** A request sent again under the same key is answered as the first time. */
const answered = new Map()
function once(key, answer) {
  if (!answered.has(key)) answered.set(key, answer())
  return answered.get(key)
}

/** What Paymee keeps of a payment, in millimes: 1 %. */
const fee = (payment) => Math.round(payment.amount / 100)
