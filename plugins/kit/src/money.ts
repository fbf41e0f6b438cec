import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { asMillimes, NotWholeMillimesError, type Millimes } from "./millimes"

export {
  basisPoints,
  isMillimes,
  NotWholeMillimesError,
  proportion,
  spread,
  sum,
  taxIncluded,
  type Millimes,
} from "./millimes"

const MILLIMES_PER_DINAR = 1000

/**
 * Medusa derives totals by dividing tax out and adding it back, on 20 significant digits: what is
 * left of that is noise, a real fraction of a millime (a coupon, a tax-exclusive price) never is.
 */
const NOISE_MILLIMES = 1e-6

/**
 * Turns a decimal amount of dinars (as Medusa's cart, order and payment modules speak) into millimes.
 * @throws NotWholeMillimesError when the amount has a fraction of a millime: callers that may round say so.
 */
export function toMillimes(dinars: BigNumberInput): Millimes {
  const exact = MathBN.mult(dinars, MILLIMES_PER_DINAR)
  const nearest = exact.decimalPlaces(0)
  if (exact.minus(nearest).abs().gt(NOISE_MILLIMES)) {
    throw new NotWholeMillimesError(MathBN.convert(dinars).toString())
  }
  return asMillimes(nearest.toNumber(), exact.toString())
}

/** The nearest whole number of millimes, halves away from zero. The one rounding rule of Souk. */
export function roundToMillimes(dinars: BigNumberInput): Millimes {
  const exact = MathBN.mult(dinars, MILLIMES_PER_DINAR)
  const rounded = exact.abs().integerValue(4 /* BigNumber.ROUND_HALF_UP */)
  return asMillimes(exact.isNegative() ? -rounded.toNumber() : rounded.toNumber(), exact.toString())
}

/** Dinars for Medusa's modules. Exact: a three-decimal number prints back to the same millimes. */
export function toDinars(millimes: Millimes): number {
  return asMillimes(millimes, String(millimes)) / MILLIMES_PER_DINAR
}

/** The tax-inclusive amount, in dinars and with all its decimals, of one before tax. */
export function withTax(dinars: BigNumberInput, vatPercent: number): BigNumberInput {
  return MathBN.div(MathBN.mult(dinars, 100 + vatPercent), 100)
}

/** The amount before tax, in dinars, that `withTax` turns back into these millimes. */
export function withoutTax(millimes: Millimes, vatPercent: number): string {
  return MathBN.div(MathBN.mult(millimes, 100), MathBN.mult(1000, 100 + vatPercent)).toFixed(20)
}
