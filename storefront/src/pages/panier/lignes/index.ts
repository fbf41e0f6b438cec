import type { APIRoute } from "astro"
import { parseQuantity } from "../../../features/cart/cart"
import { addToCart } from "../../../features/cart/cart.server"
import { failureFlash } from "../../../lib/failure"
import { localTarget } from "../../../lib/local-target"

/** Puts a vendor's offer into the cart. */
export const POST: APIRoute = async ({ locals, request, redirect }) => {
  const form = await request.formData()
  const back = localTarget(form.get("retour"), locals.href("/panier"))
  const quantity = parseQuantity(form.get("quantity"))
  const variantId = form.get("variant_id")

  if (quantity === null || typeof variantId !== "string" || variantId === "") {
    locals.session.set({ flash: { tone: "bad", key: "cart.badQuantity" } })
    return redirect(back, 303)
  }
  const vehicle = form.get("vehicle")
  const added = await addToCart(locals, {
    variant_id: variantId,
    quantity,
    ...(typeof vehicle === "string" && vehicle !== ""
      ? { metadata: { vehicle_variant_id: vehicle } }
      : {}),
  })
  if (!added.ok) {
    locals.session.set({ flash: failureFlash(added.error) })
    return redirect(back, 303)
  }
  locals.session.set({ flash: { tone: "good", key: "cart.added" } })
  return redirect(locals.href("/panier"), 303)
}
