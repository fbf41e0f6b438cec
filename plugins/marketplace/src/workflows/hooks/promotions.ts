import { PromotionActions } from "@medusajs/framework/utils"
import { updateCartPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { StepResponse } from "@medusajs/framework/workflows-sdk"
import { readOne } from "@souk/kit/query"
import { assertCoupons } from "../steps/coupon-checks"
import { couponLines, type CartItem } from "../steps/coupon-lines"

const codesOf = (promotions: { code?: string | null }[] | null | undefined) =>
  (promotions ?? []).flatMap(({ code }) => (code ? [code] : []))

// Un coupon se refuse quand on le donne. Déjà dans le panier, il n'empêche plus d'y toucher : c'est
// la commande qui le refuse, s'il ne vaut plus.
updateCartPromotionsWorkflow.hooks.validate(async ({ input, cart }, { container }) => {
  const action = input.action ?? PromotionActions.ADD
  if (action === PromotionActions.REMOVE || !input.promo_codes?.length) return
  const held = await readOne<{ promotions: { code: string | null }[] }>(container, {
    entity: "cart",
    fields: ["promotions.code"],
    filters: { id: cart.id },
  })
  const known = new Set(codesOf(held?.promotions))
  await assertCoupons(
    container,
    cart.id,
    input.promo_codes.filter((code) => !known.has(code)),
  )
})

/** Core's promotions know products; ours are limited to a vendor's offers and to families of parts. */
updateCartPromotionsWorkflow.hooks.setPromotionContext(
  async ({ cart, promo_codes }, { container }) => {
    const items: CartItem[] = cart.items ?? []
    if (items.length === 0 || (promo_codes.length === 0 && codesOf(cart.promotions).length === 0)) {
      return new StepResponse(undefined)
    }
    const lines = await couponLines(container, items)
    return new StepResponse({
      items: items.map((item) => ({ ...item, souk: lines.get(item.id) })),
    })
  },
)
