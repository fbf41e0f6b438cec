import type { BigNumberInput } from "@medusajs/framework/types"
import { roundToMillimes, withTax, type Millimes } from "@souk/kit/money"

export type Adjustment = { id: string; amount: BigNumberInput; is_tax_inclusive?: boolean | null }

export type DiscountedLine = {
  /** Tax-inclusive price of the whole line, in dinars. */
  total_price: BigNumberInput
  vat_percent: number
  adjustments: Adjustment[]
}

/**
 * Une remise se compte TTC et en millimes entiers, et toutes ensemble ne dépassent jamais le prix.
 * Core writes promotions with all their decimals (7 % of 0,003 DT), partly before tax: this gives,
 * for each adjustment, the tax-inclusive discount it stands for in whole millimes.
 */
export function wholeDiscounts(line: DiscountedLine): { id: string; millimes: Millimes }[] {
  let left = roundToMillimes(line.total_price)
  return line.adjustments.map(({ id, amount, is_tax_inclusive }) => {
    const gross = is_tax_inclusive ? amount : withTax(amount, line.vat_percent)
    const millimes = Math.min(roundToMillimes(gross), left)
    left -= millimes
    return { id, millimes }
  })
}
