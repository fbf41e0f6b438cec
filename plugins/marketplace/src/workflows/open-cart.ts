import type { CreateCartWorkflowInputDTO } from "@medusajs/framework/types"
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
  createCartsStep,
  createCartWorkflow,
  emitEventStep,
  findOneOrAnyRegionStep,
  findOrCreateCustomerStep,
  findSalesChannelStep,
  prepareCartToCreateStep,
} from "@medusajs/medusa/core-flows"
import type { AskedLine } from "../domain/cart-line"
import { assertSellable, assertWholeQuantities } from "../domain/checkout"
import { isUndiscounted } from "./steps/plain-cart"
import { checkStockStep, priceLinesStep, withTaxLines } from "./steps/priced-lines"
import { findSoughtVariants } from "./steps/sellable"

/** As core's route takes it. */
export type OpenCartInput = Omit<CreateCartWorkflowInputDTO, "items"> & { items?: AskedLine[] }

const checkNewCartStep = createStep(
  "check-new-cart",
  async ({ items = [], promo_codes = [] }: OpenCartInput, { container }) => {
    assertWholeQuantities(items.map((item) => item.quantity))
    const ids = [...new Set(items.map((item) => item.variant_id))]
    const variants = ids.length > 0 ? await findSoughtVariants(container, ids) : []
    assertSellable(variants.map(({ product }) => product))
    return new StepResponse({
      lines: items,
      variants,
      plain: await isUndiscounted(container, { promotions: promo_codes }),
    })
  },
)

/**
 * Opens a cart, with lines or without. Core then taxes and discounts what it has just written, reading
 * it again for each; where no promotion is in force the lines are written with their taxes.
 */
export const openCartWorkflow = createWorkflow("open-cart", (input: OpenCartInput) => {
  const { lines, variants, plain } = checkNewCartStep(input)

  const opened = when("plain-new-cart", { plain }, ({ plain }) => plain).then(() => {
    const [salesChannel, region, customerData] = parallelize(
      findSalesChannelStep({ salesChannelId: input.sales_channel_id }),
      findOneOrAnyRegionStep({ regionId: input.region_id }),
      findOrCreateCustomerStep({ customerId: input.customer_id, email: input.email }),
    )
    const cartInput = prepareCartToCreateStep({
      input: transform({ input }, ({ input: { items: _, promo_codes: __, ...rest } }) => rest),
      region,
      customerData,
      salesChannel,
    })
    const context = transform(
      { cartInput, region, customerData },
      ({ cartInput, region, customerData }) => ({
        ...cartInput,
        region,
        customer: customerData.customer ?? undefined,
      }),
    )
    const priced = priceLinesStep({ cart: context, lines, variants })
    checkStockStep({ variants, lines })
    const taxed = withTaxLines(
      transform({ context, priced }, ({ context, priced }) => ({
        cart: context,
        lines: priced,
        deliveries: [],
      })),
    )
    const carts = createCartsStep(
      transform({ cartInput, taxed }, ({ cartInput, taxed }) => [
        { ...cartInput, items: taxed.lines },
      ]),
    )
    const id = transform({ carts }, ({ carts }) => carts[0]!.id)
    emitEventStep({ eventName: CartWorkflowEvents.CREATED, data: { id } })
    return id
  })
  const counted = when("new-cart-with-promotions", { plain }, ({ plain }) => !plain).then(() =>
    createCartWorkflow.runAsStep({ input }),
  )
  return new WorkflowResponse(
    transform({ opened, counted }, ({ opened, counted }) => opened ?? counted!.id),
  )
})
