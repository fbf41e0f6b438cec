import type {
  CalculatedPriceSet,
  CartLineItemDTO,
  CartShippingMethodDTO,
  CartWorkflowDTO,
  CreateTaxLineDTO,
  ItemTaxLineDTO,
  ShippingTaxLineDTO,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  StepResponse,
  transform,
  type WorkflowData,
} from "@medusajs/framework/workflows-sdk"
import { getItemTaxLinesStep } from "@medusajs/medusa/core-flows"
import { cartLine, type AskedLine, type SoughtVariant } from "../../domain/cart-line"
import { assertInStock } from "../../domain/checkout"

/** Facts of a cart that a price may hang on. */
type PricedCart = {
  id?: string
  currency_code?: string
  region_id?: string | null
  region?: { currency_code?: string } | null
  sales_channel_id?: string | null
  customer_id?: string | null
  customer?: object | null
  email?: string | null
  locale?: string | null
  shipping_address?: unknown
}

/** What lines cost in a cart, by core's prices: one reading for each quantity that is asked for. */
export const priceLinesStep = createStep(
  "price-cart-lines",
  async (
    { cart, lines, variants }: { cart: PricedCart; lines: AskedLine[]; variants: SoughtVariant[] },
    { container },
  ) => {
    const pricing = container.resolve(Modules.PRICING)
    const variantOf = new Map(variants.map((variant) => [variant.id, variant]))
    const context = contextOf(cart)
    const quantities = [...new Set(lines.map((line) => line.quantity))]
    const priced = await Promise.all(
      quantities.map(async (quantity) => {
        const sets = lines.flatMap((line) =>
          line.quantity === quantity ? (variantOf.get(line.variant_id)!.price_set_id ?? []) : [],
        )
        const prices = await pricing.calculatePrices(
          { id: sets },
          { context: { ...context, quantity } },
        )
        return prices.map((price): [string, CalculatedPriceSet] => [
          `${price.id} ${quantity}`,
          price,
        ])
      }),
    )
    const priceOf = new Map(priced.flat())
    return new StepResponse(
      lines.map((line) => {
        const variant = variantOf.get(line.variant_id)!
        return cartLine(line, variant, priceOf.get(`${variant.price_set_id} ${line.quantity}`))
      }),
    )
  },
)

/** The facts core prices by. */
function contextOf(cart: PricedCart) {
  const facts = {
    currency_code: cart.currency_code ?? cart.region?.currency_code,
    region_id: cart.region_id,
    region: cart.region,
    sales_channel_id: cart.sales_channel_id,
    customer_id: cart.customer_id,
    customer: cart.customer,
    email: cart.email,
    locale: cart.locale,
    shipping_address: cart.shipping_address,
  }
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value != null)) as Record<
    string,
    string
  >
}

/** Refuses lines of which the shop has not enough, as the reservation at the end of a checkout will. */
export const checkStockStep = createStep(
  "check-stock-of-lines",
  (input: Parameters<typeof assertInStock>[0]) => {
    assertInStock(input)
    return Promise.resolve(new StepResponse(null))
  },
)

/**
 * Lines and deliveries with the taxes they bear, so that they are written with them: core writes them
 * first, then reads them to tax them.
 */
export function withTaxLines<Line extends object, Delivery extends { shipping_option_id: string }>(
  given: WorkflowData<{ cart: object; lines: Line[]; deliveries: Delivery[] }>,
) {
  const taxes = getItemTaxLinesStep(
    transform({ given }, ({ given: { cart, lines, deliveries } }) => ({
      orderOrCart: cart as CartWorkflowDTO,
      items: lines.map((line, place) => ({ ...line, id: String(place) }) as CartLineItemDTO & Line),
      shipping_methods: deliveries.map(
        (one, place) => ({ ...one, id: String(place) }) as unknown as CartShippingMethodDTO,
      ),
    })),
  )
  return transform({ given, taxes }, ({ given: { lines, deliveries }, taxes }) => ({
    lines: lines.map((line, place) => ({
      ...line,
      tax_lines: (taxes.lineItemTaxLines as ItemTaxLineDTO[])
        .filter((tax) => tax.line_item_id === String(place))
        .map(written),
    })),
    deliveries: deliveries.map((one, place) => ({
      ...one,
      tax_lines: (taxes.shippingMethodsTaxLines as ShippingTaxLineDTO[])
        .filter((tax) => tax.shipping_line_id === String(place))
        .map(written),
    })),
  }))
}

/** As core writes it in a cart. */
function written(tax: ItemTaxLineDTO | ShippingTaxLineDTO): CreateTaxLineDTO {
  const { name, rate_id, code, rate, provider_id, data } = tax
  return {
    description: name,
    tax_rate_id: rate_id,
    code: code ?? "",
    rate: rate!,
    provider_id,
    data,
  }
}
