import type { AstroCookies } from "astro"
import type { ApiError } from "../../lib/api"
import type { Cart, OnlinePayment, PaymentMethod } from "../../lib/api-types"
import { environment } from "../../lib/env"
import { seal, unseal } from "../../lib/seal"
import { singleFlight } from "../../lib/single-flight"
import { chosenOption } from "../cart/cart"
import { cookieOptions } from "../session/session.server"
import { readDraft, type Draft } from "./draft"

const COOKIE = "souk_checkout"
const LIFETIME_SECONDS = 2 * 3600

/** Apart from the session: an address is kept for the time of an order, not for a month. */
export function openDraft(cookies: AstroCookies): Draft {
  const value = cookies.get(COOKIE)?.value
  return value ? readDraft(unseal(value, environment().sessionSecret, COOKIE)) : {}
}

export function saveDraft(draft: Draft, cookies: AstroCookies, url: URL): void {
  const sealed = seal(draft, environment().sessionSecret, COOKIE)
  cookies.set(COOKIE, sealed, cookieOptions(url, LIFETIME_SECONDS))
}

export const dropDraft = (cookies: AstroCookies): void => cookies.delete(COOKIE, { path: "/" })

export type Placed =
  | { outcome: "ordered" }
  /** The order comes once this is paid, on the gateway's page. */
  | { outcome: "to_pay"; payment: OnlinePayment }
  | { outcome: "total_changed"; cart: Cart }
  | { outcome: "refused"; error: ApiError; at: "checkout" | "completion" }

type Request = {
  cart: Cart
  draft: { contact: NonNullable<Draft["contact"]>; shipping: Record<string, string> }
  paymentMethod: PaymentMethod
  /** The total the buyer read when pressing the button. */
  seenTotal: number
}

const oncePerCart = singleFlight<Placed>()

/**
 * Places the order of a cart. Two presses of the button share one run; a press that comes after the
 * order exists finds it. The API's own completion gives one order per cart, however often it is asked.
 */
export const placeOrder = (locals: App.Locals, request: Request): Promise<Placed> =>
  oncePerCart(request.cart.id, () => place(locals, request))

async function place({ api }: App.Locals, request: Request): Promise<Placed> {
  const { cart, draft, paymentMethod, seenTotal } = request
  const { email, phone, locality, ...address } = draft.contact

  const prepared = await api.prepareCheckout(cart.id, {
    email,
    phone,
    address: { ...address, ...(locality ? { locality } : {}) },
    shipping_options: Object.fromEntries(
      cart.groups.flatMap((group) => {
        const option = chosenOption(group, draft.shipping)
        return option ? [[group.vendor.handle, option.id]] : []
      }),
    ),
    payment_method: paymentMethod.name,
  })
  if (!prepared.ok) {
    // An earlier press may have ordered this cart already: its order is the answer then.
    return (await api.orderOfCart(cart.id)).ok
      ? { outcome: "ordered" }
      : { outcome: "refused", error: prepared.error, at: "checkout" }
  }
  // Un prix ou des frais changés entre-temps doivent être acceptés avant de commander.
  if (prepared.value !== seenTotal) {
    const now = await api.cart(cart.id)
    return now.ok
      ? { outcome: "total_changed", cart: now.value }
      : { outcome: "refused", error: now.error, at: "checkout" }
  }

  if (paymentMethod.online) {
    const begun = await api.payOnline(cart.id)
    return begun.ok
      ? { outcome: "to_pay", payment: begun.value }
      : { outcome: "refused", error: begun.error, at: "checkout" }
  }
  const completed = await api.completeCart(cart.id)
  if (completed.ok && completed.value.type === "order") {
    return { outcome: "ordered" }
  }
  // The answer may be lost while the order exists.
  if ((await api.orderOfCart(cart.id)).ok) {
    return { outcome: "ordered" }
  }
  return {
    outcome: "refused",
    at: "completion",
    error: completed.ok
      ? { kind: "refused", status: 409, message: refusalOf(completed.value), issues: [] }
      : completed.error,
  }
}

const refusalOf = (
  answer: { type: "order" } | { type: "cart"; error?: { message?: string } },
): string => (answer.type === "cart" ? (answer.error?.message ?? "") : "")
