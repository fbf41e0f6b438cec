import type { MedusaContainer } from "@medusajs/framework/types"
import { read } from "@souk/kit/query"

export type PartFacts = {
  variant_id: string
  part: { id: string; drawing: string | null; mpn: string; brand: { name: string } | null } | null
}

/** What the parts plugin knows of variants, through Query. Empty where that plugin is not installed. */
export async function partsOfVariants(
  container: MedusaContainer,
  variantIds: (string | null)[],
): Promise<Map<string, PartFacts>> {
  const ids = variantIds.filter((id): id is string => id !== null)
  if (ids.length === 0 || !container.hasRegistration("parts")) return new Map()
  const offers = await read<PartFacts>(container, {
    entity: "offer",
    fields: ["variant_id", "part.id", "part.drawing", "part.mpn", "part.brand.name"],
    filters: { variant_id: ids },
  })
  return new Map(offers.map((offer) => [offer.variant_id, offer]))
}
