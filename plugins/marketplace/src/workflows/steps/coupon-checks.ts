import type { MedusaContainer } from "@medusajs/framework/types"
import { readOne } from "@souk/kit/query"
import { couponProblem, type CouponProblem } from "../../domain/coupons"
import { errors } from "../../domain/errors"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { couponLines, type CartItem } from "./coupon-lines"

type CouponCart = {
  id: string
  email: string | null
  items: CartItem[]
  promotions: { code: string | null }[]
}

async function cartOf(container: MedusaContainer, id: string): Promise<CouponCart | undefined> {
  return await readOne<CouponCart>(container, {
    entity: "cart",
    fields: [
      "id",
      "email",
      "items.id",
      "items.product_id",
      "items.variant_id",
      "items.unit_price",
      "items.quantity",
      "promotions.code",
    ],
    filters: { id },
  })
}

/** Guests count by the address that they order with. */
export const buyerOf = (email: string | null) => (email ?? "").trim().toLowerCase()

const dinars = (millimes: number) => (millimes / 1000).toFixed(3)

function refusal(code: string, problem: CouponProblem) {
  switch (problem.code) {
    case "not_started":
      return errors.coupon_not_started({
        code,
        day: problem.starts_at.toISOString().slice(0, 10),
      })
    case "expired":
      return errors.coupon_expired({ code })
    case "exhausted":
      return errors.coupon_exhausted({ code })
    case "used_by_buyer":
      return errors.coupon_used_by_buyer({ code, times: problem.times })
    case "not_for_cart":
      return errors.coupon_not_for_cart({ code })
    case "below_minimum":
      return errors.coupon_below_minimum({ code, missing: dinars(problem.missing_millimes) })
  }
}

/** Refuses the coupons among these codes that may not serve this cart. Other codes are core's. */
export async function assertCoupons(
  container: MedusaContainer,
  cartId: string,
  codes: string[],
): Promise<void> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  if (codes.length === 0) return
  const coupons = await marketplace.listCoupons({ code: codes }, { take: codes.length })
  if (coupons.length === 0) return
  const cart = await cartOf(container, cartId)
  if (!cart) return
  const lines = [...(await couponLines(container, cart.items)).values()]
  for (const coupon of coupons) {
    const uses = await marketplace.couponUses(coupon.id, cartId, buyerOf(cart.email), new Date())
    const problem = couponProblem(coupon, lines, uses, new Date())
    if (problem) throw refusal(coupon.code, problem)
  }
}

/**
 * As the order is about to be created: the coupons of the cart still hold, and their uses are taken,
 * so that of two buyers on the last one only one orders with it.
 */
export async function takeCoupons(
  container: MedusaContainer,
  cart: {
    id: string
    email?: string | null
    items: { adjustments?: { code?: string | null }[] | null }[]
  },
): Promise<void> {
  // Without a discount on a line no coupon served: most carts end here, without a query.
  const given = cart.items.flatMap((item) => item.adjustments ?? [])
  const codes = [...new Set(given.flatMap(({ code }) => code ?? []))]
  if (codes.length === 0) return
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const coupons = await marketplace.listCoupons({ code: codes }, { take: codes.length })
  if (coupons.length === 0) return
  await assertCoupons(
    container,
    cart.id,
    coupons.map(({ code }) => code),
  )
  const refused = await marketplace.takeCouponUses({
    cart_id: cart.id,
    buyer: buyerOf(cart.email ?? null),
    coupon_ids: coupons.map(({ id }) => id),
    now: new Date(),
  })
  const used = coupons.find(({ id }) => id === refused)
  if (used) throw errors.coupon_exhausted({ code: used.code })
}
