import type { BigNumberInput } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { roundToMillimes, sum, toDinars } from "@souk/kit/money"
import { readOne } from "@souk/kit/query"
import { deliveryFor } from "../../domain/delivery"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

type CartRow = {
  items: {
    /** Null of what is no article. */
    product_id: string | null
    quantity: number
    unit_price: BigNumberInput
    discount_total: BigNumberInput
  }[]
  shipping_methods: {
    id: string
    shipping_option_id: string
    amount: number
    adjustments: { id: string; amount: number; code?: string; promotion_id?: string }[]
  }[]
}

/**
 * Delivers free of charge what its vendor does. Core prices a delivery from the whole cart, and a
 * vendor's threshold counts the vendor's own parts only. Core's next refresh of the cart puts the fee
 * back: a buyer who takes a part out pays it again.
 */
export const offerDeliveryStep = createStep(
  "offer-delivery",
  async ({ cart_id }: { cart_id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const cart = await readOne<CartRow>(container, {
      entity: "cart",
      fields: [
        "id",
        "total",
        "items.*",
        "items.adjustments.*",
        "items.tax_lines.*",
        "items.discount_total",
        "shipping_methods.*",
        "shipping_methods.adjustments.*",
      ],
      filters: { id: cart_id },
    })
    if (!cart) return new StepResponse(null, null)
    const owners = await marketplace.listVendorProducts(
      { product_id: cart.items.flatMap((item) => item.product_id ?? []) },
      { relations: ["vendor"] },
    )
    const vendors = new Map(owners.map(({ vendor }) => [vendor.shipping_option_id, vendor]))
    const offered = cart.shipping_methods.filter((method) => {
      const vendor = vendors.get(method.shipping_option_id)
      if (!vendor || Number(method.amount) === 0) return false
      const own = new Set(
        owners.flatMap((one) => (one.vendor.id === vendor.id ? one.product_id : [])),
      )
      const goods = sum(
        cart.items
          .filter((item) => item.product_id !== null && own.has(item.product_id))
          .map(
            (item) =>
              roundToMillimes(item.unit_price) * Number(item.quantity) -
              roundToMillimes(item.discount_total),
          ),
      )
      return deliveryFor(vendor, goods).fee_millimes === 0
    })
    const carts = container.resolve(Modules.CART)
    // Une remise sur une livraison offerte la rendrait négative.
    const discounts = offered.flatMap(({ adjustments }) => adjustments.map(({ id }) => id))
    if (discounts.length > 0) await carts.deleteShippingMethodAdjustments(discounts)
    if (offered.length > 0) {
      await carts.updateShippingMethods(offered.map(({ id }) => ({ id, amount: toDinars(0) })))
    }
    return new StepResponse(null, offered)
  },
  // Les remises retirées reviennent au prochain calcul du panier, avec les frais.
  async (offered, { container }) => {
    if (!offered?.length) return
    const carts = container.resolve(Modules.CART)
    await carts.updateShippingMethods(offered.map(({ id, amount }) => ({ id, amount })))
  },
)
