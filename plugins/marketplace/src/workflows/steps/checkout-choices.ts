import type { BigNumberInput } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { commonErrors, things } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { roundToMillimes, sum, toDinars } from "@souk/kit/money"
import { paymentMethodOf, paymentMethods } from "@souk/kit/payment-methods"
import { readOne } from "@souk/kit/query"
import { assertSellable, CHECKOUT_LOCALE, CHECKOUT_MARK } from "../../domain/checkout"
import { deliveryFor } from "../../domain/delivery"
import { errors } from "../../domain/errors"
import { EXTRAS_MARK, extrasMark, isGoods } from "../../domain/extras"
import { normalisePhone } from "../../domain/identifiers"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { extrasFor, type CartLine } from "./cart-extras"
import { isUndiscounted } from "./plain-cart"
import { findSoughtProducts } from "./sellable"

export type PrepareCheckoutInput = {
  cart_id: string
  email: string
  phone: string
  address: {
    first_name: string
    last_name: string
    governorate_code: string
    delegation_code: string
    address_1: string
    locality?: string
  }
  /** Chosen shipping option of each vendor, by vendor handle. */
  shipping_options: Record<string, string>
  /** The name of a registered payment method. */
  payment_method: string
  /** The buyer's language. Without it no mail is sent about the order, as for those of the seed. */
  locale?: Locale
}

type CartRow = {
  id: string
  completed_at: Date | null
  currency_code: string
  region_id: string
  sales_channel_id: string | null
  locale: string | null
  customer_id: string | null
  metadata: Record<string, unknown> | null
  region: { automatic_taxes: boolean; payment_providers: { id: string }[] }
  customer: object | null
  promotions: { code: string | null }[]
  items: (CartLine & {
    product_id: string
    is_custom_price: boolean
    tax_lines: { id: string }[]
  })[]
  shipping_methods: {
    id: string
    shipping_option_id: string
    amount: BigNumberInput
    tax_lines: { id: string }[]
  }[]
}

const FIELDS = [
  "id",
  "completed_at",
  "currency_code",
  "region_id",
  "sales_channel_id",
  "locale",
  "customer_id",
  "metadata",
  "region.automatic_taxes",
  "region.payment_providers.id",
  "customer.*",
  "customer.groups.*",
  "promotions.code",
  "items.*",
  "items.tax_lines.id",
  "shipping_methods.*",
  "shipping_methods.tax_lines.id",
]

/** Name of the one way to be delivered, as `vendor-infrastructure` gives it to the option. */
const HOME_DELIVERY = "Livraison à domicile"

/**
 * Refuses a checkout whose choices cannot be honoured, and says what its preparation has to write.
 */
export const checkChoicesStep = createStep(
  "check-checkout-choices",
  async (input: PrepareCheckoutInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const cart = await readOne<CartRow>(container, {
      entity: "cart",
      fields: FIELDS,
      filters: { id: input.cart_id },
    })
    if (!cart) throw commonErrors.not_found({ what: things.cart, id: input.cart_id })
    if (cart.completed_at) throw commonErrors.cart_completed()
    const lines = cart.items.filter(isGoods)
    if (lines.length === 0) throw commonErrors.cart_empty()
    const provider_id = providerOf(input.payment_method, cart.region.payment_providers)
    const phone = normalisePhone(input.phone)
    if (!phone) throw errors.phone_invalid({ phone: input.phone })
    await marketplace.assertDelegation(
      input.address.governorate_code,
      input.address.delegation_code,
    )

    const products = await findSoughtProducts(container, {
      product_ids: [...new Set(lines.map((item) => item.product_id))],
    })
    assertSellable(products)
    const sellers = new Map(products.map(({ id, vendor }) => [id, vendor!.id]))
    const vendors = await marketplace.listVendors({ id: [...new Set(sellers.values())] })
    assertDeliveries(vendors, input.shipping_options)

    const shipping_address = {
      first_name: input.address.first_name,
      last_name: input.address.last_name,
      phone,
      address_1: input.address.address_1,
      address_2: input.address.locality ?? "",
      city: input.address.delegation_code,
      province: input.address.governorate_code,
      country_code: "tn",
    }
    const deliveries = vendors.map((vendor) => {
      const goods = lines.filter((item) => sellers.get(item.product_id) === vendor.id)
      const price = goods.map((item) => roundToMillimes(item.unit_price) * Number(item.quantity))
      return {
        cart_id: cart.id,
        shipping_option_id: vendor.shipping_option_id!,
        name: HOME_DELIVERY,
        amount: toDinars(deliveryFor(vendor, sum(price)).fee_millimes),
        is_tax_inclusive: true,
        data: {},
      }
    })
    const extras = await extrasFor(
      container,
      lines.map(({ product_id, variant_id, quantity }) => ({
        vendor_id: sellers.get(product_id)!,
        product_id,
        variant_id,
        quantity: Number(quantity),
      })),
    )
    return new StepResponse({
      extras: { cart_id: cart.id, lines: cart.items, extras },
      cart: { ...cart, email: input.email, shipping_address },
      changes: {
        id: cart.id,
        email: input.email,
        shipping_address,
        metadata: {
          ...(cart.metadata ?? {}),
          [CHECKOUT_MARK]: cart.id,
          [EXTRAS_MARK]: extrasMark(
            lines.map(({ variant_id, quantity }) => ({ variant_id, quantity: Number(quantity) })),
            extras,
          ),
          ...(input.locale && { [CHECKOUT_LOCALE]: input.locale }),
        },
      },
      buyer: { customerId: cart.customer_id ?? undefined, email: input.email },
      priced: pricedLines(cart),
      // Ses lignes connaissent leur taxe et rien ne les remise : il ne reste que les livraisons à compter.
      plain:
        lines.every((item) => item.tax_lines.length > 0) && (await isUndiscounted(container, cart)),
      old_deliveries: cart.shipping_methods.map(({ id }) => id),
      deliveries,
      provider_id,
    })
  },
)

/** Registered by a plugin, and switched on for the region. */
function providerOf(name: string, enabled: { id: string }[]): string {
  const isEnabled = (id: string) => enabled.some((provider) => provider.id === id)
  const method = paymentMethodOf(name)
  if (method && isEnabled(method.provider_id)) return method.provider_id
  const offered = paymentMethods()
    .filter((one) => isEnabled(one.provider_id))
    .map((one) => one.name)
  throw errors.payment_method_unknown({ method: name, offered: offered.join(", ") })
}

/** Each vendor's own option, and none of anybody else. */
function assertDeliveries(
  vendors: { handle: string; name: string; shipping_option_id: string | null }[],
  chosen: Record<string, string>,
) {
  for (const vendor of vendors) {
    const option = chosen[vendor.handle]
    if (!option) throw errors.shipping_missing({ vendor: vendor.name })
    if (option !== vendor.shipping_option_id) {
      throw errors.shipping_not_of_vendor({ vendor: vendor.name, option })
    }
  }
  for (const handle of Object.keys(chosen)) {
    if (!vendors.some((vendor) => vendor.handle === handle)) throw errors.shipping_not_of_cart()
  }
}

/** Whose price core gives, and what it gives it from. */
function pricedLines({ items, ...cart }: CartRow) {
  const { customer, region, currency_code, region_id, customer_id } = cart
  const context = { customer, region, currency_code, region_id, customer_id }
  return items.flatMap(({ id, variant_id, unit_price, quantity, is_custom_price }) =>
    variant_id && !is_custom_price
      ? [{ id, variantId: variant_id, unit_price, context: { ...context, quantity } }]
      : [],
  )
}
