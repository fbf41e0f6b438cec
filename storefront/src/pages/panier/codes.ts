import type { APIRoute } from "astro"
import { failureFlash } from "../../lib/failure"
import { textOf } from "../../lib/form"

const MAX_CODE_LENGTH = 40

/** Adds a discount code to the cart, or takes one off. */
export const POST: APIRoute = async ({ locals, request, redirect }) => {
  const { api, session, href } = locals
  const { cartId } = session.data
  const form = await request.formData()
  const code = textOf(form, "code")
  const back = redirect(href("/panier"), 303)
  if (!cartId) {
    session.set({ flash: { tone: "bad", key: "cart.lost" } })
    return back
  }
  if (code === "" || code.length > MAX_CODE_LENGTH) {
    session.set({ flash: { tone: "bad", key: "cart.promoUnknown", values: { code } } })
    return back
  }
  const removes = form.get("action") === "remove"
  const done = removes
    ? await api.removePromoCode(cartId, code)
    : await api.addPromoCode(cartId, code)
  if (!done.ok) {
    // Core says it in English, and has no code for it.
    const unknown = done.error.status === 400 && done.error.code === undefined
    session.set({
      flash: unknown
        ? { tone: "bad", key: "cart.promoUnknown", values: { code } }
        : failureFlash(done.error),
    })
    return back
  }
  // Un code inconnu ou sans effet ici est accepté sans être appliqué : le panier le dit.
  const cart = await api.cart(cartId)
  const applied =
    cart.ok && cart.value.promo_codes.some((one) => one.toUpperCase() === code.toUpperCase())
  session.set({
    flash: removes
      ? { tone: "good", key: "cart.promoRemoved" }
      : applied
        ? { tone: "good", key: "cart.promoAdded", values: { code } }
        : { tone: "bad", key: "cart.promoUnknown", values: { code } },
  })
  return back
}
