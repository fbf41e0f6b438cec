import type {
  ConfirmVariantInventoryWorkflowInputDTO,
  CreateLineItemForCartDTO,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** What a buyer asks to add, once core's validator and the shop's facts have passed over it. */
export type AskedLine = {
  variant_id: string
  quantity: number
  metadata?: Record<string, unknown> | null
}

/** Core's own, which its package registers without exporting it: the HTTP stories fail if it goes. */
const PRICE_LINES = "get-variant-items-with-prices-workflow"

type Priced = {
  variants: ConfirmVariantInventoryWorkflowInputDTO["variants"]
  lineItems: { data: CreateLineItemForCartDTO }[]
}

/** What lines cost in a cart, with the variants they are of as core checks their stock. */
export const priceLinesStep = createStep(
  "price-cart-lines",
  async ({ cart, lines }: { cart: object; lines: AskedLine[] }, { container }) => {
    const { result } = await container.resolve(Modules.WORKFLOW_ENGINE).run(PRICE_LINES, {
      input: {
        cart,
        items: lines,
        setPricingContextResult: {},
        variants: { id: [...new Set(lines.map((line) => line.variant_id))] },
      },
    })
    const { variants, lineItems } = result as Priced
    return new StepResponse({ variants, lines: lineItems.map(({ data }) => data) })
  },
)
