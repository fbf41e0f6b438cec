export const MERGE_DIFFERENCES = ["brand", "category", "ean", "position", "vat_percent"] as const
export type MergeDifference = (typeof MERGE_DIFFERENCES)[number]

type Described = {
  brand_id: string
  category_id: string
  ean: string | null
  position: string | null
  vat_percent: number
}

/**
 * Ce qui fait douter que deux pièces n'en soient qu'une : une fois fusionnées, la seconde impose le
 * sien. Un code-barres ou une position que l'une ne dit pas ne contredit rien.
 */
export function mergeDifferences(from: Described, into: Described): MergeDifference[] {
  const contradict = <Value>(one: Value | null, other: Value | null) =>
    one !== null && other !== null && one !== other
  const is: Record<MergeDifference, boolean> = {
    brand: from.brand_id !== into.brand_id,
    category: from.category_id !== into.category_id,
    ean: contradict(from.ean, into.ean),
    position: contradict(from.position, into.position),
    vat_percent: from.vat_percent !== into.vat_percent,
  }
  return MERGE_DIFFERENCES.filter((one) => is[one])
}
