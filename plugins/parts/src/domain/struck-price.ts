import type { Millimes } from "@souk/kit/money"

/** What an offer asked from a moment on; null while it was not on sale. */
export type AskedPrice = { price_millimes: Millimes | null; asked_from: Date }

/** The price that a reduced one is shown against, and when that ends. */
export type StruckPrice = { price_millimes: Millimes; until: Date }

const DAY_MS = 86_400_000
export const REFERENCE_DAYS = 30
const LONGEST_REDUCTION_DAYS = 30

/**
 * Le prix barré est le plus bas demandé pendant les 30 jours qui précèdent la dernière baisse. Il n'y
 * en a pas pour une offre qui n'était pas en vente pendant tout ce temps, ni quand le prix d'aujourd'hui
 * n'est pas en dessous : une hausse suivie d'une baisse n'est pas une promotion. Une baisse se dit
 * 30 jours ; après, c'est le prix.
 * @param history oldest first, one row for each change.
 */
export function struckPrice(history: AskedPrice[], now: Date): StruckPrice | null {
  const price = history.at(-1)?.price_millimes ?? null
  const last = history.findLastIndex((asked, index) => isReduction(history[index - 1], asked))
  if (price === null || last < 0) return null
  const reducedAt = history[last]!.asked_from.getTime()
  const until = new Date(reducedAt + LONGEST_REDUCTION_DAYS * DAY_MS)
  if (now >= until) return null

  const from = reducedAt - REFERENCE_DAYS * DAY_MS
  const before = history.slice(0, last)
  const first = before.findLastIndex(({ asked_from }) => asked_from.getTime() <= from)
  if (first < 0) return null
  const asked = before.slice(first).map(({ price_millimes }) => price_millimes)
  const prices = asked.filter((one) => one !== null)
  // En vente sans interruption : sinon un prix que personne n'a pu payer ferait référence.
  if (prices.length < asked.length) return null
  const lowest = Math.min(...prices)
  return reductionPercent(price, lowest) > 0 ? { price_millimes: lowest, until } : null
}

const isReduction = (before: AskedPrice | undefined, after: AskedPrice): boolean =>
  before?.price_millimes != null &&
  after.price_millimes !== null &&
  after.price_millimes < before.price_millimes

/** How much less, in whole hundredths of the struck price, rounded down; 0 when it is not less. */
export function reductionPercent(price: Millimes, struck: Millimes | null): number {
  return struck === null || struck <= price ? 0 : Math.floor(((struck - price) * 100) / struck)
}

/** What is shown of a struck price that was written down: nothing once its time is over. */
export function shownStruckPrice(
  offer: { struck_price_millimes: Millimes | null; struck_until: Date | string | null },
  now: Date,
): Millimes | null {
  const { struck_price_millimes: struck, struck_until: until } = offer
  return until !== null && new Date(until) > now ? struck : null
}
