import type { BigNumberInput, ICartModuleService, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { readOne } from "@souk/kit/query"
import { toDinars, withoutTax } from "@souk/kit/money"
import { wholeDiscounts, type Adjustment } from "../../domain/discounts"

const FIELDS = [
  "id",
  "items.id",
  "items.unit_price",
  "items.quantity",
  "items.adjustments.*",
  "items.tax_lines.rate",
  "shipping_methods.id",
  "shipping_methods.amount",
  "shipping_methods.adjustments.*",
  "shipping_methods.tax_lines.rate",
]

type Discounted = {
  id: string
  adjustments: (Adjustment & { code: string | null; promotion_id: string | null })[]
  tax_lines: { rate: number }[]
}

type DiscountedCart = {
  items: (Discounted & { unit_price: BigNumberInput; quantity: number })[]
  shipping_methods: (Discounted & { amount: BigNumberInput })[]
}

/**
 * Brings every discount of a cart to whole tax-inclusive millimes. Core writes promotions with all
 * their decimals; this runs after each of its paths that writes them.
 */
export async function roundCartDiscounts(
  container: MedusaContainer,
  cartId: string,
): Promise<void> {
  const cart = await readOne<DiscountedCart>(container, {
    entity: "cart",
    fields: FIELDS,
    filters: { id: cartId },
  })
  if (!cart) return
  const carts: ICartModuleService = container.resolve(Modules.CART)

  const items = cart.items.flatMap((item) => {
    const { adjustments } = item
    if (adjustments.length === 0) return []
    const whole = wholeDiscounts({
      total_price: MathBN.mult(item.unit_price, item.quantity),
      vat_percent: vatPercent(item.tax_lines),
      adjustments,
    })
    return adjustments.map((adjustment, index) => ({
      id: adjustment.id,
      item_id: item.id,
      code: adjustment.code ?? undefined,
      promotion_id: adjustment.promotion_id ?? undefined,
      amount: toDinars(whole[index]!.millimes),
      is_tax_inclusive: true,
    }))
  })
  if (items.length > 0) await carts.setLineItemAdjustments(cartId, items)

  // Core's shipping adjustments have no tax-inclusive form: they are kept before tax.
  const methods = cart.shipping_methods.flatMap((method) => {
    const { adjustments } = method
    if (adjustments.length === 0) return []
    const vat = vatPercent(method.tax_lines)
    const whole = wholeDiscounts({ total_price: method.amount, vat_percent: vat, adjustments })
    return adjustments.map((adjustment, index) => ({
      id: adjustment.id,
      shipping_method_id: method.id,
      code: adjustment.code ?? "",
      promotion_id: adjustment.promotion_id ?? undefined,
      amount: withoutTax(whole[index]!.millimes, vat),
    }))
  })
  if (methods.length > 0) await carts.setShippingMethodAdjustments(cartId, methods as never[])
}

function vatPercent(taxLines: { rate: number }[]): number {
  return taxLines.reduce((acc, line) => acc + Number(line.rate), 0)
}
