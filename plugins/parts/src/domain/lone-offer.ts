import type { FitmentClaim } from "./fit"
import { normalizeReference, slugify } from "./reference"
import type { IndexedPart } from "./search-document"

/**
 * An offer of no part: une pièce d'occasion ou sans marque n'est la pièce de personne d'autre. Elle a
 * sa page à elle et sa place dans les listes, comme si elle était sa propre pièce.
 */
export type LoneOffer = {
  id: string
  title: string
  category_id: string
  position: string | null
  sold_quantity: number
  /** The known vehicle it was taken from. */
  donor_variant_id: string | null
  /** The drawing of another part of its category. */
  sister_drawing: string | null
}

/** What is drawn where no part of the category says better. */
export const PLAIN_DRAWING = "accessory"

/** The part that a lone offer stands for in lists. */
export function standInPart(offer: LoneOffer): IndexedPart {
  return {
    id: offer.id,
    slug: loneOfferSlug(offer),
    mpn: null,
    mpn_key: null,
    ean: null,
    category_id: offer.category_id,
    drawing: offer.sister_drawing ?? PLAIN_DRAWING,
    name_fr: offer.title,
    name_ar: offer.title,
    name_en: offer.title,
    position: offer.position,
    brand_name: null,
    brand_key: null,
    brand_aliases: [],
    reference_keys: referencesIn(offer.title),
    vehicle_ids: offer.donor_variant_id === null ? [] : [offer.donor_variant_id],
    sold_quantity: offer.sold_quantity,
  }
}

/** The readable end of its address; its id alone finds it. Never empty. */
export const loneOfferSlug = ({ id, title }: Pick<LoneOffer, "id" | "title">): string =>
  slugify(title) || slugify(id)

const SHORTEST_REFERENCE = 6
const FEWEST_DIGITS = 4

/**
 * Maker's numbers that a title names, as searches compare them. Une année, une cylindrée ou une
 * puissance est trop courte pour en être un.
 */
export function referencesIn(title: string): string[] {
  const keys = title
    .split(/[\s,;()/]+/u)
    .map(normalizeReference)
    .filter(
      (key) => key.length >= SHORTEST_REFERENCE && (key.match(/\d/g) ?? []).length >= FEWEST_DIGITS,
    )
  return [...new Set(keys)]
}

/**
 * What is claimed of a lone offer on a vehicle: démontée d'un véhicule identique, elle y va, sur la
 * parole du vendeur.
 */
export function donorClaims(
  offer: Pick<LoneOffer, "id" | "position" | "donor_variant_id">,
  vehicleId: string | null,
): FitmentClaim[] {
  if (vehicleId === null || offer.donor_variant_id !== vehicleId) return []
  const { id, position } = offer
  return [{ id, position, quantity: 1, note: null, exclusions: null, status: "declared" }]
}
