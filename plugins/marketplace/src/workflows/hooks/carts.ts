import {
  addToCartWorkflow,
  createCartWorkflow,
  refreshCartItemsWorkflow,
  updateLineItemInCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { assertSellable, assertWholeQuantities } from "../../domain/checkout"
import { roundCartDiscounts } from "../steps/round-discounts"
import { findSoughtProducts } from "../steps/sellable"

function variantIds(items: { variant_id?: string | null }[] | undefined): string[] {
  return (items ?? []).map((item) => item.variant_id).filter((id): id is string => !!id)
}

addToCartWorkflow.hooks.validate(async ({ input }, { container }) => {
  assertWholeQuantities(input.items.map((item) => item.quantity))
  const ids = variantIds(input.items)
  if (ids.length > 0) assertSellable(await findSoughtProducts(container, { variant_ids: ids }))
})

createCartWorkflow.hooks.validate(async ({ input }, { container }) => {
  assertWholeQuantities((input.items ?? []).map((item) => item.quantity))
  const ids = variantIds(input.items)
  if (ids.length > 0) assertSellable(await findSoughtProducts(container, { variant_ids: ids }))
})

updateLineItemInCartWorkflow.hooks.validate(async ({ input, cart }, { container }) => {
  if (input.update.quantity !== undefined) assertWholeQuantities([input.update.quantity])
  // Retirer (quantité 0) reste toujours possible, même quand le vendeur ne vend plus.
  if (Number(input.update.quantity) === 0) return
  const item = cart.items?.find((one: { id: string }) => one.id === input.item_id)
  const ids = variantIds(item ? [item] : [])
  if (ids.length > 0) assertSellable(await findSoughtProducts(container, { variant_ids: ids }))
})

createCartWorkflow.hooks.cartCreated(async ({ cart }, { container }) => {
  await roundCartDiscounts(container, cart.id)
})

refreshCartItemsWorkflow.hooks.beforeRefreshingPaymentCollection(
  async ({ input }, { container }) => {
    await roundCartDiscounts(container, input.cart_id)
  },
)
