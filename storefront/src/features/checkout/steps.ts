import type { Cart } from "../../lib/api-types"
import { isBlocked } from "../cart/cart"
import { loadCart } from "../cart/cart.server"
import type { Result } from "../../lib/api"

export const checkoutSteps = ({ t, href }: App.Locals) => [
  { name: t("checkout.stepContact"), href: href("/commande") },
  { name: t("checkout.stepDelivery"), href: href("/commande/livraison") },
  { name: t("checkout.stepPayment"), href: href("/commande/paiement") },
]

/** The cart about to be ordered, or the page to go to instead. */
export async function cartToOrder(
  locals: App.Locals,
): Promise<{ cart: Cart } | { failed: Extract<Result<Cart>, { ok: false }> } | { goTo: string }> {
  const loaded = await loadCart(locals)
  if (!loaded.ok) {
    return { failed: loaded }
  }
  if (!loaded.value) {
    // Un retour en arrière après la commande mène à sa confirmation, pas à un panier vide.
    return {
      goTo: locals.href(locals.session.data.orderedCartId ? "/commande/confirmation" : "/panier"),
    }
  }
  const cart = loaded.value
  return cart.groups.length === 0 || isBlocked(cart) ? { goTo: locals.href("/panier") } : { cart }
}
