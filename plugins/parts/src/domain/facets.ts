/** What one listed offer adds to the facets: its part, and the values a list can be narrowed by. */
export type FacetTuple = {
  part: string
  brand: string
  category: string
  condition: string
  vendor: string
  vendor_name: string
}

export const FACETS = ["brand", "condition", "vendor", "category"] as const
export type Facet = (typeof FACETS)[number]
export type FacetValue = { value: string; label?: string; count: number }

/** A tuple as one word of the index, which the engine counts without knowing what it holds. */
export function encodeTuple(tuple: FacetTuple): string {
  return JSON.stringify([
    tuple.part,
    tuple.brand,
    tuple.category,
    tuple.condition,
    tuple.vendor,
    tuple.vendor_name,
  ])
}

/** Reads what `encodeTuple` wrote. */
export function decodeTuple(word: string): FacetTuple {
  const [part, brand, category, condition, vendor, vendor_name] = JSON.parse(word) as string[]
  return { part, brand, category, condition, vendor, vendor_name } as FacetTuple
}

/**
 * How many parts — not offers — a list would keep for each value of a facet. The engine counts
 * offers; from the tuples that match, parts are counted once each.
 */
export function countParts(tuples: FacetTuple[], facet: Facet): FacetValue[] {
  const parts = new Map<string, Set<string>>()
  const labels = new Map<string, string>()
  for (const tuple of tuples) {
    const value = tuple[facet]
    const seen = parts.get(value)
    if (seen) seen.add(tuple.part)
    else parts.set(value, new Set([tuple.part]))
    if (facet === "vendor") labels.set(value, tuple.vendor_name)
  }
  return [...parts]
    .map(([value, seen]) => ({
      value,
      ...(labels.has(value) && { label: labels.get(value)! }),
      count: seen.size,
    }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value))
}
