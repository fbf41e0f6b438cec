export type Counts = { parts: number; offers: number }

/** Offers per part where only the offers were asked for. */
const OFFERS_PER_PART = 2

const LARGEST = 5_000_000

/**
 * Reads `offers=N` and `parts=N` (`medusa exec` keeps flags to itself); the parts follow the offers
 * when only those are told.
 */
export function readCounts(args: string[] | undefined, defaults: Counts): Counts {
  const words = (args ?? []).flatMap((word) => word.split("="))
  const numberAfter = (name: string) => {
    const place = words.findIndex((word) => word === name)
    if (place < 0) return undefined
    const number = Number(words[place + 1])
    if (!Number.isInteger(number) || number < 1 || number > LARGEST) {
      throw new Error(
        `${name} wants a whole number from 1 to ${LARGEST}, not « ${words[place + 1] ?? ""} ».`,
      )
    }
    return number
  }
  const offers = numberAfter("offers")
  const parts = numberAfter("parts")
  return {
    offers: offers ?? (parts === undefined ? defaults.offers : parts * OFFERS_PER_PART),
    parts: parts ?? (offers === undefined ? defaults.parts : Math.ceil(offers / OFFERS_PER_PART)),
  }
}
