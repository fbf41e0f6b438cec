// What each simulated gateway understands and answers: its own paths, words and amounts.
import { createHash } from "node:crypto"

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
}

/** What Paymee keeps of a payment, in millimes: 1 %. */
const fee = (payment) => Math.round(payment.amount / 100)
