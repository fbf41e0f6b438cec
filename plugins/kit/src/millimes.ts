// Integers alone: the panel computes with these too, and carries no server code.

/**
 * An amount of Tunisian dinars in whole millimes (1 DT = 1000 millimes, ISO 4217 exponent 3).
 * Always a safe integer; everything Souk stores, adds up or sends from its own routes is of this type.
 */
export type Millimes = number

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

/** The amount itself; `shown` is what an error says of one that cannot be held. */
export function asMillimes(value: number, shown: string): Millimes {
  if (!isMillimes(value)) throw new NotWholeMillimesError(shown)
  return Object.is(value, -0) ? 0 : value
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
