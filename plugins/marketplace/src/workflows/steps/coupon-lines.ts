import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { roundToMillimes } from "@souk/kit/money"
import { read } from "@souk/kit/query"
import type { CouponLine } from "../../domain/coupons"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { categoryAncestry } from "./commission-rules"

export type CartItem = {
  id: string
  product_id: string
  variant_id: string | null
  unit_price: BigNumberInput
  quantity: BigNumberInput
}

/** What decides whether a coupon concerns each line of a cart, by the line's id. */
export async function couponLines(
  container: MedusaContainer,
  all: CartItem[],
): Promise<Map<string, CouponLine>> {
  // Une consigne ou un timbre n'est pas un article : aucun coupon ne les compte.
  const items = all.filter((item) => item.product_id)
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const owners = await marketplace.vendorsOfProducts(items.map((item) => item.product_id))
  const offers = container.hasRegistration("parts")
    ? await read<{ variant_id: string; part: { category_id: string } | null }>(container, {
        entity: "offer",
        fields: ["variant_id", "part.category_id"],
        filters: { variant_id: items.flatMap((item) => item.variant_id ?? []) },
      })
    : []
  const products = await read<{ id: string; categories: { id: string }[] | null }>(container, {
    entity: "product",
    fields: ["id", "categories.id"],
    filters: { id: items.map((item) => item.product_id) },
  })
  const ownCategories = (item: CartItem) => [
    ...(offers.find((offer) => offer.variant_id === item.variant_id)?.part
      ? [offers.find((offer) => offer.variant_id === item.variant_id)!.part!.category_id]
      : []),
    ...(products.find((product) => product.id === item.product_id)?.categories ?? []).map(
      ({ id }) => id,
    ),
  ]
  const ancestry = await categoryAncestry(container, items.flatMap(ownCategories))
  return new Map(
    items.map((item) => [
      item.id,
      {
        vendor_id: owners.get(item.product_id)?.id ?? null,
        category_ids: ownCategories(item).flatMap((id) => ancestry.get(id) ?? [id]),
        gross_millimes: roundToMillimes(item.unit_price) * Number(item.quantity),
      },
    ]),
  )
}
