import type { CartLineItemDTO } from "@medusajs/framework/types"
import { CartWorkflowEvents } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  parallelize,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  addToCartWorkflow,
  createLineItemsStep,
  emitEventStep,
  getLineItemActionsStep,
  releaseLockStep,
  updateLineItemsStep,
  upsertTaxLinesWorkflow,
} from "@medusajs/medusa/core-flows"
import { commonErrors, things } from "@souk/kit/errors"
import { readOne } from "@souk/kit/query"
import type { AskedLine } from "../domain/cart-line"
import { assertSellable, assertWholeQuantities } from "../domain/checkout"
import { isUndiscounted } from "./steps/plain-cart"
import { checkStockStep, priceLinesStep, withTaxLines } from "./steps/priced-lines"
import { findSoughtVariants } from "./steps/sellable"

export type AddLineInput = { cart_id: string; line: AskedLine }

const FIELDS = [
  "id",
  "completed_at",
  "locale",
  "currency_code",
  "region_id",
  "sales_channel_id",
  "customer_id",
  "email",
  "region.*",
  "customer.*",
  "customer.groups.*",
  "shipping_address.*",
  "shipping_methods.id",
  "promotions.id",
  "payment_collection.id",
]

type CartRow = {
  id: string
  completed_at: Date | null
  locale: string | null
  currency_code: string
  region_id: string
  sales_channel_id: string
  customer_id: string
  region: { automatic_taxes: boolean; currency_code: string }
  promotions: unknown[]
  shipping_methods: unknown[]
  payment_collection?: object
}

const checkLineStep = createStep(
  "check-cart-line",
  async ({ cart_id, line }: AddLineInput, { container }) => {
    const [cart, variants] = await Promise.all([
      readOne<CartRow>(container, { entity: "cart", fields: FIELDS, filters: { id: cart_id } }),
      findSoughtVariants(container, [line.variant_id]),
    ])
    if (!cart) throw commonErrors.not_found({ what: things.cart, id: cart_id })
    if (cart.completed_at) throw commonErrors.cart_completed()
    assertWholeQuantities([line.quantity])
    assertSellable(variants.map(({ product }) => product))
    const alone = cart.shipping_methods.length === 0 && !cart.payment_collection
    const plain = alone && (await isUndiscounted(container, cart))
    return new StepResponse({ cart, variants, plain })
  },
)

/**
 * Adds a part to a cart. Core prices, taxes and discounts the whole cart again at every line; as long
 * as no promotion, delivery or payment depends on the cart, only the new line has anything to compute.
 * The steps are core's own, in its own order.
 */
export const addLineWorkflow = createWorkflow("add-cart-line", (input: AddLineInput) => {
  acquireLockStep({ key: input.cart_id, timeout: 2, ttl: 10 })
  const { cart, variants, plain } = checkLineStep(input)
  const items = transform({ input }, ({ input }) => [input.line])

  const more = when("line-of-a-plain-cart", { plain }, ({ plain }) => plain).then(() => {
    const lines = priceLinesStep({ cart, lines: items, variants })
    const taxed = withTaxLines(
      transform({ cart, lines }, ({ cart, lines }) => ({ cart, lines, deliveries: [] })),
    )
    const actions = getLineItemActionsStep({
      id: input.cart_id,
      items: transform({ input, taxed }, ({ input: { cart_id }, taxed }) =>
        taxed.lines.map((line) => ({ ...line, cart_id })),
      ),
    })
    checkStockStep({
      variants,
      lines: transform({ actions }, ({ actions: { itemsToCreate, itemsToUpdate } }) => [
        ...itemsToCreate,
        ...itemsToUpdate.map((one) => ("data" in one ? one.data : one) as { quantity: number }),
      ]),
    })
    const [, more] = parallelize(
      createLineItemsStep({ id: input.cart_id, items: actions.itemsToCreate }),
      updateLineItemsStep({ id: input.cart_id, items: actions.itemsToUpdate }),
    )
    emitEventStep({ eventName: CartWorkflowEvents.UPDATED, data: { id: input.cart_id } })
    return more
  })
  when("more-of-a-line", { more }, ({ more }) => (more?.length ?? 0) > 0).then(() => {
    upsertTaxLinesWorkflow.runAsStep({
      input: transform({ cart, more }, ({ cart, more }) => ({
        cart,
        items: more as CartLineItemDTO[],
        shipping_methods: [],
      })),
    })
  })
  when("line-that-moves-others", { plain }, ({ plain }) => !plain).then(() => {
    addToCartWorkflow.runAsStep({ input: { cart_id: input.cart_id, items } })
  })
  releaseLockStep({ key: input.cart_id })
  return new WorkflowResponse(input.cart_id)
})
