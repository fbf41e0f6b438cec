import type { APIRoute } from "astro"
import { parseQuantity } from "../../../features/cart/cart"
import { failureFlash } from "../../../lib/failure"

/** Changes a line's quantity, or takes the line out (a form has no other verb than POST). */
export const POST: APIRoute = async ({ locals, params, request, redirect }) => {
  const { api, session, href } = locals
  const cart = href("/panier")
  const { cartId } = session.data
  const lineId = params.id ?? ""
  if (!cartId) {
    session.set({ flash: { tone: "bad", key: "cart.lost" } })
    return redirect(cart, 303)
  }

  const form = await request.formData()
  if (form.get("action") === "remove") {
    const removed = await api.removeLine(cartId, lineId)
    // Pressed twice, or in another tab: the line is gone, as asked.
    const done = removed.ok || removed.error.status === 404
    session.set({
      flash: done ? { tone: "good", key: "cart.removed" } : failureFlash(removed.error),
    })
    return redirect(cart, 303)
  }

  const quantity = parseQuantity(form.get("quantity"))
  if (quantity === null) {
    session.set({ flash: { tone: "bad", key: "cart.badQuantity" } })
    return redirect(cart, 303)
  }
  const confirms = form.get("action") === "confirm"
  const changed = await (confirms
    ? api.confirmLine(cartId, lineId, quantity)
    : api.changeLine(cartId, lineId, quantity))
  session.set({
    flash: changed.ok
      ? { tone: "good", key: confirms ? "cart.confirmed" : "cart.updated" }
      : failureFlash(changed.error),
  })
  return redirect(cart, 303)
}
