import type {
  CartLineItemDTO,
  CartShippingMethodDTO,
  CartWorkflowDTO,
  CreateLineItemForCartDTO,
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
import { assertInStock, type StockedVariant } from "../../domain/checkout"

/** What a buyer asks to add, once core's validator and the shop's facts have passed over it. */
export type AskedLine = {
  variant_id: string
  quantity: number
  metadata?: Record<string, unknown> | null
}

/** Core's own, which its package registers without exporting it: the HTTP stories fail if it goes. */
const PRICE_LINES = "get-variant-items-with-prices-workflow"

/** What a line says of its variant, and what of it there is. Core reads its locations' channels too. */
const VARIANT_FIELDS = [
  "id",
  "title",
  "sku",
  "barcode",
  "thumbnail",
  "manage_inventory",
  "allow_backorder",
  "product.id",
  "product.title",
  "product.description",
  "product.status",
  "product.subtitle",
  "product.thumbnail",
  "product.type.id",
  "product.type.value",
  "product.collection.id",
  "product.collection.title",
  "product.handle",
  "product.discountable",
  "product.is_giftcard",
  "inventory_items.inventory_item_id",
  "inventory_items.required_quantity",
  "inventory_items.inventory.id",
  "inventory_items.inventory.location_levels.id",
  "inventory_items.inventory.location_levels.stocked_quantity",
  "inventory_items.inventory.location_levels.reserved_quantity",
]

type Priced = {
  variants: StockedVariant[]
  lineItems: { data: CreateLineItemForCartDTO }[]
}

/** What lines cost in a cart, with the variants they are of. */
export const priceLinesStep = createStep(
  "price-cart-lines",
  async ({ cart, lines }: { cart: object; lines: AskedLine[] }, { container }) => {
    if (lines.length === 0) return new StepResponse({ variants: [], lines: [] })
    const { result } = await container.resolve(Modules.WORKFLOW_ENGINE).run(PRICE_LINES, {
      input: {
        cart,
        // Une pièce se livre toujours.
        items: lines.map((line) => ({ ...line, requires_shipping: true })),
        setPricingContextResult: {},
        variants: {
          id: [...new Set(lines.map((line) => line.variant_id))],
          fields: VARIANT_FIELDS,
        },
      },
    })
    const { variants, lineItems } = result as Priced
    return new StepResponse({ variants, lines: lineItems.map(({ data }) => data) })
  },
)

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
