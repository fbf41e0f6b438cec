import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { read } from "@souk/kit/query"
import type { NamedPart } from "../../domain/part-title"

export type PartFacts = {
  variant_id: string
  part: (NamedPart & { id: string; drawing: string | null }) | null
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
    fields: [
      "variant_id",
      "part.id",
      "part.drawing",
      "part.mpn",
      "part.brand.name",
      "part.name_fr",
      "part.name_ar",
      "part.name_en",
    ],
    filters: { variant_id: ids },
  })
  return new Map(offers.map((offer) => [offer.variant_id, offer]))
}

/** What the shop said of a part when it entered the cart (written by the parts plugin). */
export const lineClaimSchema = z.object({
  vehicle_variant_id: z.string().nullable(),
  vehicle_label: z.string().nullable(),
  verdict: z.enum(["fits", "does_not_fit", "unknown"]).nullable(),
  fitment_id: z.string().nullable(),
  fitment_status: z.enum(["declared", "verified", "disputed"]).nullable(),
  fitment_position: z.string().nullable(),
  fitment_note: z.string().nullable(),
  fitment_exclusions: z.string().nullable(),
  part_id: z.string().nullable(),
  part_label: z.string().nullable(),
  offer_id: z.string().nullable(),
  condition: z.string().nullable(),
  warranty_months: z.number().int().nullable(),
  claimed_at: z.string(),
})

/** The claim among the facts of a line; null on lines older than claims. */
export function claimOfLine(facts: Record<string, unknown> | null) {
  return lineClaimSchema.safeParse(facts).data ?? null
}
