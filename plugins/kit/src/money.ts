import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

/**
 * An amount of Tunisian dinars in whole millimes (1 DT = 1000 millimes, ISO 4217 exponent 3).
 * Always a safe integer; everything Souk stores, adds up or sends from its own routes is of this type.
 */
export type Millimes = number

const MILLIMES_PER_DINAR = 1000

/** Thrown when an amount cannot be held exactly in whole millimes. */
export class NotWholeMillimesError extends Error {
  constructor(readonly amount: string) {
    super(`${amount} DT is not a whole number of millimes`)
    this.name = "NotWholeMillimesError"
  }
}

export function isMillimes(value: unknown): value is Millimes {
  return typeof value === "number" && Number.isSafeInteger(value)
}

function asMillimes(value: number, shown: string): Millimes {
  if (!isMillimes(value)) throw new NotWholeMillimesError(shown)
  return Object.is(value, -0) ? 0 : value
}

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

/** Sum of whole millimes. */
export function sum(amounts: Iterable<Millimes>): Millimes {
  let total = 0
  for (const amount of amounts) total += amount
  return asMillimes(total, String(total))
}

/**
 * `amount × numerator ÷ denominator`, rounded half up (away from zero) to the millime.
 * Computed on integers, so that no float touches the money.
 */
export function proportion(amount: Millimes, numerator: number, denominator: number): Millimes {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new RangeError("proportion wants a whole numerator and a whole denominator above zero")
  }
  const product = BigInt(asMillimes(amount, String(amount))) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const magnitude = product < 0n ? -product : product
  const rounded = (magnitude * 2n + divisor) / (divisor * 2n)
  return asMillimes(Number(product < 0n ? -rounded : rounded), String(product))
}

/** A rate in basis points (1000 = 10 %) of an amount, rounded half up to the millime. */
export function basisPoints(amount: Millimes, bps: number): Millimes {
  return proportion(amount, bps, 10_000)
}

/**
 * Spreads a total over weights so that the parts sum to the total exactly: each part is its exact
 * share rounded down, and the millimes left go to the largest remainders (ties: first one first).
 * When all weights are zero the total is spread evenly.
 */
export function spread(total: Millimes, weights: number[]): Millimes[] {
  if (weights.length === 0) {
    if (total !== 0) throw new RangeError("cannot spread an amount over nothing")
    return []
  }
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError("weights are whole numbers, zero or more")
  }
  const used = weights.every((weight) => weight === 0) ? weights.map(() => 1) : weights
  const weightSum = used.reduce((acc, weight) => acc + BigInt(weight), 0n)
  const sign = total < 0 ? -1 : 1
  const magnitude = BigInt(Math.abs(asMillimes(total, String(total))))

  const shares = used.map((weight, index) => {
    const product = magnitude * BigInt(weight)
    return { index, floor: product / weightSum, remainder: product % weightSum }
  })
  let left = magnitude - shares.reduce((acc, share) => acc + share.floor, 0n)
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  )
  for (const share of byRemainder) {
    if (left === 0n) break
    share.floor += 1n
    left -= 1n
  }
  return shares.map((share) => sign * Number(share.floor) + 0)
}

/** The tax held inside a tax-inclusive amount, for a rate in whole percent: TTC − TTC ÷ (1 + rate). */
export function taxIncluded(amountTtc: Millimes, vatPercent: number): Millimes {
  return amountTtc - proportion(amountTtc, 100, 100 + vatPercent)
}

/** The tax-inclusive amount, in dinars and with all its decimals, of one before tax. */
export function withTax(dinars: BigNumberInput, vatPercent: number): BigNumberInput {
  return MathBN.div(MathBN.mult(dinars, 100 + vatPercent), 100)
}

/** The amount before tax, in dinars, that `withTax` turns back into these millimes. */
export function withoutTax(millimes: Millimes, vatPercent: number): string {
  return MathBN.div(MathBN.mult(millimes, 100), MathBN.mult(1000, 100 + vatPercent)).toFixed(20)
}
