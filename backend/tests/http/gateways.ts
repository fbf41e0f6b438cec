import { testServer } from "../../../scripts/lib/test-server"
import { found, made, type Answer, post } from "./client"
import { checkoutBody, eventually, openCart, sql, type Line, type OrderView } from "./shop"

const { gateways } = testServer()

export type Gateway = "clictopay" | "konnect" | "flouci" | "paymee" | "stripe" | "paypal"
export const GATEWAYS: Gateway[] = ["clictopay", "konnect", "flouci", "paymee", "stripe", "paypal"]

/** The simulator's own side: what a tester does on its pages. */
async function ask<Body>(gateway: Gateway, path: string, body?: object): Promise<Body> {
  const response = await fetch(`${gateways[`${gateway.toUpperCase()}_URL`]}/_simulator/${path}`, {
    method: body ? "POST" : "GET",
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${gateway} simulator: ${path} → ${response.status}`)
  return (await response.json()) as Body
}

/** Sets ways to fail; none puts all of them back. */
export const modes = (gateway: Gateway, failing: object = {}) => ask(gateway, "modes", failing)

export type Simulated = {
  ref: string
  reference: string
  amount: number
  status: string
  refunded: number
  returnUrl: string
  webhook?: string
}

export const simulated = async (gateway: Gateway, ref: string): Promise<Simulated> =>
  (await ask<Simulated[]>(gateway, "payments")).find((one) => one.ref === ref)!

export const act = (
  gateway: Gateway,
  ref: string,
  action: "pay" | "refuse" | "expire" | "pay-and-close",
) => ask<Simulated>(gateway, `payments/${ref}`, { action })

/** How often a call was made for a payment. */
export const callsOf = async (gateway: Gateway, ref: string, call: RegExp): Promise<number> =>
  (await ask<{ call: string; ref: string }[]>(gateway, "calls")).filter(
    (one) => one.ref === ref && call.test(one.call),
  ).length

export type OnlinePayment = {
  id: string
  method: Gateway
  status: string
  amount_millimes: number
  redirect_url: string | null
  refund_reason: string | null
  order: { display_id: number; tracking_token: string } | null
}

export type Paying = { cartId: string; payment: OnlinePayment; ref: string }

/** A cart whose buyer chose to pay online. */
export async function prepareOnline(gateway: Gateway, lines: Line[]): Promise<string> {
  const cartId = await openCart(lines)
  await made(`/store/carts/${cartId}/checkouts`, {
    ...checkoutBody(lines),
    payment_method: gateway,
  })
  return cartId
}

export const begin = (cartId: string): Promise<Answer<{ online_payment: OnlinePayment }>> =>
  post(`/store/carts/${cartId}/online-payments`)

/** A buyer on the gateway's page. */
export async function startPaying(gateway: Gateway, lines: Line[]): Promise<Paying> {
  const cartId = await prepareOnline(gateway, lines)
  const { status, body, text } = await begin(cartId)
  if (status !== 201) throw new Error(`online-payments → ${status} ${text}`)
  return paying(cartId, body.online_payment)
}

export const paying = (cartId: string, payment: OnlinePayment): Paying => ({
  cartId,
  payment,
  ref: payment.redirect_url!.split("/").pop()!,
})

/** What the buyer's return page asks. */
export const check = async (payment: OnlinePayment): Promise<OnlinePayment> =>
  (await made<{ online_payment: OnlinePayment }>(`/store/online-payments/${payment.id}/checks`, {}))
    .online_payment

export const orderOfCart = async (cartId: string): Promise<OrderView> =>
  (await found<{ order: OrderView }>(`/store/carts/${cartId}/order`)).order

export type Kept = {
  status: string
  refund_reason: string | null
  refund_millimes: number | null
  fee_millimes: number | null
  note: string | null
}

/** The payment as it is kept. */
export async function kept(payment: OnlinePayment): Promise<Kept> {
  const [row] = await sql<Kept>(
    "select status, refund_reason, refund_millimes, fee_millimes, note from online_payment where id = $1",
    [payment.id],
  )
  return row!
}

/** Waits until the server's own clock brought a payment there, without the buyer. */
export const settles = (payment: OnlinePayment, status: string) =>
  eventually(`${payment.id} ${status}`, async () => (await kept(payment)).status === status)

/** Makes the server's clock look at a payment now. */
export const due = (payment: OnlinePayment) =>
  sql("update online_payment set next_check_at = now() where id = $1", [payment.id])

/** Orders a cart became, however it was asked. */
export const ordersOf = (cartId: string) =>
  sql<{ id: string; status: string }>(
    `select id, status from "order" where metadata->>'checkout_cart_id' = $1 and deleted_at is null`,
    [cartId],
  )
