import type { BigNumberInput } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  addShippingMethodToCartWorkflow,
  createPaymentCollectionForCartWorkflow,
  createPaymentSessionsWorkflow,
  refreshPaymentCollectionForCartWorkflow,
  updateCartWorkflow,
} from "@medusajs/medusa/core-flows"
import { commonErrors, things } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { toMillimes } from "@souk/kit/money"
import { paymentMethodOf, paymentMethods } from "@souk/kit/payment-methods"
import { readOne } from "@souk/kit/query"
import { assertSellable } from "../domain/checkout"
import { errors } from "../domain/errors"
import { normalisePhone } from "../domain/identifiers"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { offerDeliveryStep } from "./steps/free-delivery"
import { findSoughtProducts } from "./steps/sellable"

/**
 * Key of the cart's metadata that says it went through here; core copies it to the order. It is how
 * the repair run tells an order of a checkout from any other.
 */
export const CHECKOUT_MARK = "checkout_cart_id"

/** Key of the same metadata: the buyer's language, for the mails about the order. */
export const CHECKOUT_LOCALE = "checkout_locale"

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

const checkStep = createStep(
  "check-checkout-choices",
  async (input: PrepareCheckoutInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)

    const cart = await readOne<{
      id: string
      completed_at: Date | null
      metadata: Record<string, unknown> | null
      items: { product_id: string }[]
    }>(container, {
      entity: "cart",
      fields: ["id", "completed_at", "metadata", "items.product_id"],
      filters: { id: input.cart_id },
    })
    if (!cart) throw commonErrors.not_found({ what: things.cart, id: input.cart_id })
    if (cart.completed_at) throw commonErrors.cart_completed()
    if (cart.items.length === 0) throw commonErrors.cart_empty()

    const method = paymentMethodOf(input.payment_method)
    if (!method) {
      const offered = paymentMethods().map(({ name }) => name)
      throw errors.payment_method_unknown({
        method: input.payment_method,
        offered: offered.join(", "),
      })
    }
    const phone = normalisePhone(input.phone)
    if (!phone) throw errors.phone_invalid({ phone: input.phone })
    await marketplace.assertDelegation(
      input.address.governorate_code,
      input.address.delegation_code,
    )

    const products = await findSoughtProducts(container, {
      product_ids: [...new Set(cart.items.map((item) => item.product_id))],
    })
    assertSellable(products)

    const vendorIds = [...new Set(products.map((product) => product.vendor!.id))]
    const vendors = await marketplace.listVendors({ id: vendorIds })
    for (const vendor of vendors) {
      const option = input.shipping_options[vendor.handle]
      if (!option) throw errors.shipping_missing({ vendor: vendor.name })
      if (option !== vendor.shipping_option_id) {
        throw errors.shipping_not_of_vendor({ vendor: vendor.name, option })
      }
    }
    for (const handle of Object.keys(input.shipping_options)) {
      if (!vendors.some((vendor) => vendor.handle === handle)) throw errors.shipping_not_of_cart()
    }

    return new StepResponse({
      cart: {
        id: cart.id,
        email: input.email,
        shipping_address: {
          first_name: input.address.first_name,
          last_name: input.address.last_name,
          phone,
          address_1: input.address.address_1,
          address_2: input.address.locality ?? "",
          city: input.address.delegation_code,
          province: input.address.governorate_code,
          country_code: "tn",
        },
        metadata: {
          ...(cart.metadata ?? {}),
          [CHECKOUT_MARK]: cart.id,
          ...(input.locale && { [CHECKOUT_LOCALE]: input.locale }),
        },
      },
      methods: {
        cart_id: cart.id,
        options: vendors.map((vendor) => ({ id: vendor.shipping_option_id! })),
      },
      payment: { cart_id: cart.id, provider_id: method.provider_id },
    })
  },
)

type Collection = {
  id: string
  amount: BigNumberInput
  payment_sessions: {
    provider_id: string
    status: string
    amount: BigNumberInput
    data: Record<string, unknown> | null
  }[]
}

/** A payment page with less than this left is not worth going back to. */
const WORTH_KEEPING_MS = 2 * 60_000

/** Une page de paiement déjà ouverte pour le même montant resservira : deux appuis n'en ouvrent pas deux. */
function serves(collection: Collection, providerId: string): boolean {
  const [session] = collection.payment_sessions
  if (!session || session.provider_id !== providerId) return false
  if (!["pending", "requires_more"].includes(session.status)) return false
  if (toMillimes(session.amount) !== toMillimes(collection.amount)) return false
  const end = session.data?.expires_at
  return typeof end !== "string" || new Date(end).getTime() - Date.now() > WORTH_KEEPING_MS
}

const ensurePaymentStep = createStep(
  "ensure-checkout-payment",
  async (input: { cart_id: string; provider_id: string }, { container }) => {
    const readCollection = async () => {
      const cart = await readOne<{ payment_collection?: Collection }>(container, {
        entity: "cart",
        fields: [
          "payment_collection.id",
          "payment_collection.amount",
          "payment_collection.payment_sessions.provider_id",
          "payment_collection.payment_sessions.status",
          "payment_collection.payment_sessions.amount",
          "payment_collection.payment_sessions.data",
        ],
        filters: { id: input.cart_id },
      })
      return cart?.payment_collection
    }
    let collection = await readCollection()
    if (!collection) {
      await createPaymentCollectionForCartWorkflow(container).run({
        input: { cart_id: input.cart_id },
      })
      collection = await readCollection()
    }
    if (!serves(collection!, input.provider_id)) {
      // A new session replaces the others of its collection, so choosing twice leaves one.
      await createPaymentSessionsWorkflow(container).run({
        input: { payment_collection_id: collection!.id, provider_id: input.provider_id },
      })
    }
    return new StepResponse(collection!.id)
  },
  // No undo: an unused payment session costs nothing and the next preparation replaces it.
)

/**
 * Everything between the cart and the button « Commander », in one call: address, one delivery per
 * vendor, whole discounts, payment. The order itself is core's untouched completion.
 */
export const prepareCheckoutWorkflow = createWorkflow(
  "prepare-checkout",
  (input: PrepareCheckoutInput) => {
    const checked = checkStep(input)
    updateCartWorkflow.runAsStep({ input: checked.cart })
    addShippingMethodToCartWorkflow.runAsStep({ input: checked.methods })
    offerDeliveryStep({ cart_id: input.cart_id })
    // Of an earlier preparation; a new one is made for what the cart costs now.
    refreshPaymentCollectionForCartWorkflow.runAsStep({ input: { cart_id: input.cart_id } })
    ensurePaymentStep(checked.payment)
    return new WorkflowResponse(input.cart_id)
  },
)
