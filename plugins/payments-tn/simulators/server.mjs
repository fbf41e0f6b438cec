// A small gateway on a port of its own, for tests and for the demonstration shop. It speaks the
// protocol of the real one, shows a page where a tester pays or refuses, and fails when told to.
import { createServer } from "node:http"
import { ACCOUNTS, DIALECTS } from "./dialects.mjs"
import { paymentPage, closedPage } from "./page.mjs"

/**
 * Ways to fail, all off at first. `POST /_simulator/modes` sets some; `{}` puts all back.
 *   slow_ms            every API answer waits
 *   fail_times         that many API calls answer 500
 *   never_answers      API calls are left hanging
 *   amount_told        added to every amount told, in millimes
 *   notices            how many times a notification is sent (0: lost, 2: twice)
 *   notice_first       the buyer comes back only once the notification was answered
 *   refuse_refunds     refunds are refused
 *   lose_refund_answer the refund is made and its answer lost
 */
const SOUND = {
  slow_ms: 0,
  fail_times: 0,
  never_answers: false,
  amount_told: 0,
  notices: 1,
  notice_first: false,
  refuse_refunds: false,
  lose_refund_answer: false,
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** @returns `{ gateway, url, account, close }` once it listens. */
export async function startSimulator(gateway, { port = 0, apiUrl = "http://localhost:9000" } = {}) {
  const dialect = DIALECTS[gateway]
  const payments = new Map()
  const calls = []
  let modes = { ...SOUND }
  const at = { url: "" }

  const shop = {
    /** Where those that are told once for all (their dashboard) notify. */
    webhook: `${apiUrl}/hooks/payment/${gateway}_${gateway}`,
    get: (ref) => payments.get(ref),
    byReference: (reference) => [...payments.values()].find((one) => one.reference === reference),
    told: (payment) => payment.amount + modes.amount_told,
    open({ lifetime, ...bill }) {
      const ref = dialect.newRef()
      const payment = { ...bill, ref, status: "open", refunded: 0, url: `${at.url}/pay/${ref}` }
      payment.expiresAt = Date.now() + lifetime * 1000
      payments.set(ref, payment)
      return payment
    },
    /** @returns why not, or null once it is done. */
    refund(payment, amount) {
      if (modes.refuse_refunds) return "Refund is not allowed"
      if (payment.status !== "paid") return "Payment is not paid"
      if (payment.refunded + amount > payment.amount) return "Refund above what was paid"
      payment.refunded += amount
      return null
    },
  }

  async function answerApi(request, response, sent) {
    const found = callOf(dialect, request.method, sent.path)
    if (!found) return reply(response, 404, { error: "unknown address" })
    const named = found.ref ?? sent.form.orderId ?? sent.form.payment_intent ?? sent.body.payment_id
    calls.push({ call: found.name, ref: named?.replace(/^(pi_|CAP-)/, "") })
    if (modes.never_answers) return
    await pause(modes.slow_ms)
    if (modes.fail_times > 0) {
      modes.fail_times -= 1
      return reply(response, 500, { error: "broken" })
    }
    const asked = { ...sent, ref: found.ref, headers: request.headers }
    if (!dialect.allowed(asked)) {
      const { status, body } = dialect.denied()
      return reply(response, status, body)
    }
    const { status, body } = found.answer(asked, shop)
    if (modes.lose_refund_answer && /refund/.test(found.name)) return response.destroy()
    reply(response, status, body)
  }

  async function act(payment, action) {
    if (action === "expire") payment.status = "expired"
    if (action === "refuse") payment.status = "refused"
    if (action === "pay" || action === "pay-and-close") payment.status = "paid"
    if (action === "expire") return
    const told = notify(payment)
    if (modes.notice_first) await told
  }

  async function notify(payment) {
    if (!dialect.notice || !payment.webhook) return
    for (let time = 0; time < modes.notices; time++) {
      const { method, query, json, form, text, headers } = dialect.notice(payment)
      const to = new URL(payment.webhook)
      for (const [name, value] of Object.entries(query ?? {})) to.searchParams.set(name, value)
      await fetch(to, {
        method,
        headers: { ...(json || text ? { "content-type": "application/json" } : {}), ...headers },
        body: text ?? (json ? JSON.stringify(json) : form && new URLSearchParams(form)),
      }).catch(() => undefined)
    }
  }

  /** The tester's side: pages, and the same by API for tests. */
  async function answerTester(request, response, sent) {
    const [, room, name, action] = sent.path.split("/")
    if (room === "_simulator") {
      if (name === "modes") {
        modes = { ...SOUND, ...sent.body }
        return reply(response, 200, modes)
      }
      if (name === "calls") return reply(response, 200, calls)
      if (name === "payments" && !action) return reply(response, 200, [...payments.values()])
      const payment = payments.get(action)
      if (!payment) return reply(response, 404, { error: "no such payment" })
      await act(payment, sent.body.action)
      return reply(response, 200, payment)
    }
    const payment = payments.get(name)
    if (!payment) return page(response, 404, closedPage(gateway, "Paiement inconnu."))
    if (payment.status === "open" && payment.expiresAt < Date.now()) payment.status = "expired"
    if (request.method === "GET") return page(response, 200, paymentPage(gateway, payment))
    await act(payment, sent.form.action)
    if (sent.form.action === "pay-and-close") {
      return page(response, 200, closedPage(gateway, "Payé. Vous pouvez fermer cet onglet."))
    }
    const back = new URL(
      payment.status === "paid" ? payment.returnUrl : (payment.failUrl ?? payment.returnUrl),
    )
    for (const [key, value] of Object.entries(dialect.backWith(payment))) {
      back.searchParams.set(key, String(value))
    }
    response.writeHead(303, { location: back.href })
    response.end()
  }

  const server = createServer((request, response) => {
    read(request)
      .then((sent) =>
        /^\/(pay|_simulator)\//.test(sent.path)
          ? answerTester(request, response, sent)
          : answerApi(request, response, sent),
      )
      .catch((error) => reply(response, 500, { error: String(error) }))
  })
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve))
  at.url = `http://localhost:${server.address().port}`
  return {
    gateway,
    url: at.url,
    account: ACCOUNTS[gateway],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(resolve)
      }),
  }
}

/** All of them, with the variables that point a server at them. */
export async function startSimulators(apiUrl) {
  const all = await Promise.all(
    Object.keys(DIALECTS).map((gateway) => startSimulator(gateway, { apiUrl })),
  )
  const { clictopay, konnect, flouci, paymee, stripe, paypal } = Object.fromEntries(
    all.map((simulator) => [simulator.gateway, simulator]),
  )
  return {
    env: {
      CLICTOPAY_URL: clictopay.url,
      CLICTOPAY_USER: clictopay.account.user,
      CLICTOPAY_PASSWORD: clictopay.account.password,
      KONNECT_URL: konnect.url,
      KONNECT_API_KEY: konnect.account.api_key,
      KONNECT_WALLET_ID: konnect.account.wallet_id,
      FLOUCI_URL: flouci.url,
      FLOUCI_PUBLIC_KEY: flouci.account.public_key,
      FLOUCI_PRIVATE_KEY: flouci.account.private_key,
      PAYMEE_URL: paymee.url,
      PAYMEE_API_KEY: paymee.account.api_key,
      STRIPE_URL: stripe.url,
      STRIPE_API_KEY: stripe.account.api_key,
      STRIPE_WEBHOOK_SECRET: stripe.account.webhook_secret,
      PAYPAL_URL: paypal.url,
      PAYPAL_CLIENT_ID: paypal.account.client_id,
      PAYPAL_CLIENT_SECRET: paypal.account.client_secret,
      PAYPAL_TND_PER_EUR: "3.4",
    },
    close: () => Promise.all(all.map((simulator) => simulator.close())),
  }
}

function callOf(dialect, method, path) {
  for (const [name, answer] of Object.entries(dialect.calls)) {
    const [verb, pattern] = name.split(" ")
    const found = path.match(new RegExp(`^${pattern.replace(":ref", "(?<ref>[^/]+)")}$`))
    if (verb === method && found) return { name, answer, ref: found.groups?.ref }
  }
  return undefined
}

async function read(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const text = Buffer.concat(chunks).toString("utf8")
  const isJson = /json/.test(request.headers["content-type"] ?? "")
  return {
    path: new URL(request.url, "http://simulator").pathname,
    body: isJson && text ? JSON.parse(text) : {},
    form: isJson ? {} : Object.fromEntries(new URLSearchParams(text)),
  }
}

function reply(response, status, body) {
  response.writeHead(status, { "content-type": "application/json" })
  response.end(JSON.stringify(body))
}

function page(response, status, html) {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" })
  response.end(html)
}
