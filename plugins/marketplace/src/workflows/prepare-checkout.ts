import type { BigNumberInput } from "@medusajs/framework/types"
import {
  createWorkflow,
  parallelize,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  addShippingMethodToCartStep,
  findOrCreateCustomerStep,
  getVariantPriceSetsStep,
  refreshCartItemsWorkflow,
  releaseLockStep,
  removeShippingMethodFromCartStep,
  updateCartsStep,
} from "@medusajs/medusa/core-flows"
import { pricesHold } from "../domain/checkout"
import { writeExtrasStep } from "./steps/cart-extras"
import { checkChoicesStep, type PrepareCheckoutInput } from "./steps/checkout-choices"
import { payCart } from "./steps/checkout-payment"
import { offerDeliveryStep } from "./steps/free-delivery"
import { withTaxLines } from "./steps/priced-lines"

export type { PrepareCheckoutInput }

/** Who the cart is for: core's rule, an account keeps the e-mail that it gives for this order. */
function forCustomer({
  changes,
  found: { customer, email },
}: {
  changes: { id: string; email: string; metadata: Record<string, unknown> }
  found: { customer?: { id: string; has_account: boolean } | null; email?: string | null }
}) {
  if (!customer) return [changes]
  const address = customer.has_account ? changes.email : (email ?? changes.email)
  return [{ ...changes, customer_id: customer.id, email: address }]
}

/**
 * Everything between the cart and the button « Commander », in one call: address, one delivery per
 * vendor, whole discounts, payment. The order itself is core's untouched completion.
 *
 * The steps are core's own. Its `updateCart` and `addShippingMethodToCart` each price, tax and
 * discount the whole cart anew; here that is done once, and only for a cart whose prices changed or
 * that a promotion touches. Any other costs what its lines say; its deliveries are written with their
 * taxes. Gives the total, in millimes.
 */
export const prepareCheckoutWorkflow = createWorkflow(
  "prepare-checkout",
  (input: PrepareCheckoutInput) => {
    acquireLockStep({ key: input.cart_id, timeout: 2, ttl: 30 })
    const checked = checkChoicesStep(input)
    const found = findOrCreateCustomerStep(checked.buyer)
    updateCartsStep(transform({ changes: checked.changes, found }, forCustomer))
    const prices = getVariantPriceSetsStep({ data: checked.priced })
    const taxed = withTaxLines(
      transform({ checked }, ({ checked: { cart, deliveries } }) => ({
        cart,
        lines: [],
        deliveries,
      })),
    )
    parallelize(
      removeShippingMethodFromCartStep({ shipping_method_ids: checked.old_deliveries }),
      addShippingMethodToCartStep({ shipping_methods: taxed.deliveries }),
    )
    const settled = transform(
      { checked, prices },
      ({ checked, prices }) =>
        checked.plain &&
        // By the line's id, as `priced` names them.
        pricesHold(checked.priced, prices as Record<string, { calculated_amount: BigNumberInput }>),
    )
    when("cart-to-compute-anew", { settled }, ({ settled }) => !settled).then(() => {
      refreshCartItemsWorkflow.runAsStep({ input: { cart_id: input.cart_id, force_refresh: true } })
      offerDeliveryStep({ cart_id: input.cart_id })
    })
    writeExtrasStep(checked.extras)
    const total_millimes = payCart(
      transform({ checked }, ({ checked: { cart, provider_id } }) => ({
        cart_id: cart.id,
        provider_id,
      })),
    )
    releaseLockStep({ key: input.cart_id })
    return new WorkflowResponse({ cart_id: input.cart_id, total_millimes })
  },
)
