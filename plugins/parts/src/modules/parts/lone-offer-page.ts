import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { USUAL_VAT_PERCENT } from "@souk/kit/tax"
import { donorClaims, loneOfferSlug, PLAIN_DRAWING } from "../../domain/lone-offer"
import { fitColumns, type FitRow } from "./fit-columns"
import {
  ALTERNATIVE_COLUMNS,
  BEST_OFFER,
  MOST_ALTERNATIVES,
  OFFER_COLUMNS,
  type PartAlternative,
  type PartAnswer,
  type PartPageOffer,
} from "./part-page"
import { SISTER_DRAWING } from "./search-sources"
import { sql } from "./sql"

const OFFER_ID = /^off_/

/** Whether an address is that of an offer's own page. */
export const isLoneOffer = (address: string): boolean => OFFER_ID.test(address)

type LoneOfferRow = PartPageOffer &
  Pick<FitRow, "vehicle"> & {
    listed: boolean
    title: string
    category_id: string | null
    sister_drawing: string | null
    part_id: string | null
    part_slug: string | null
  }

const OFFER = `
  SELECT ${OFFER_COLUMNS}, offer.listed AND offer.deleted_at IS NULL AS listed, offer.title,
         offer.category_id, ${SISTER_DRAWING} AS sister_drawing,
         part.id AS part_id, part.slug AS part_slug, ${fitColumns("?", "NULL")}
    FROM offer
    LEFT JOIN part ON part.id = offer.part_id AND part.deleted_at IS NULL
   WHERE offer.id = ?`

const ALTERNATIVES = `
  SELECT ${ALTERNATIVE_COLUMNS}
    FROM part
    JOIN brand ON brand.id = part.brand_id${BEST_OFFER}
   WHERE part.category_id = ? AND part.deleted_at IS NULL
   ORDER BY part.id LIMIT ${MOST_ALTERNATIVES}`

/** Reads the page of an offer that has no part, or where it went, or what replaces it. */
export async function readLoneOfferPage(
  manager: EntityManager,
  id: string,
  vehicleVariantId: string | null,
): Promise<PartAnswer | null> {
  const [found] = await sql<LoneOfferRow>(manager, OFFER, [vehicleVariantId, vehicleVariantId, id])
  if (!found) return null
  const { listed, title, category_id, sister_drawing, part_id, part_slug, vehicle, ...offer } =
    found
  // Son identité trouvée, elle se vend sur la page de sa pièce.
  if (part_id !== null && part_slug !== null) {
    return { state: "moved", part: { id: part_id, slug: part_slug } }
  }
  if (!listed || category_id === null) {
    const alternatives = await sql<PartAlternative>(manager, ALTERNATIVES, [category_id])
    return { state: "gone", alternatives }
  }
  const donor_variant_id = offer.donor_vehicle?.variant_id ?? null
  return {
    state: "found",
    part: {
      id: offer.id,
      slug: loneOfferSlug({ id, title }),
      mpn: null,
      ean: null,
      category_id,
      drawing: sister_drawing ?? PLAIN_DRAWING,
      name_fr: title,
      name_ar: title,
      name_en: title,
      position: offer.position,
      vat_percent: USUAL_VAT_PERCENT,
      brand: null,
      criteria: [],
      cross_references: [],
      replacements: [],
      vehicle,
      has_fitments: false,
      vehicle_fitments: donorClaims({ ...offer, donor_variant_id }, vehicle?.id ?? null),
    },
    fitments: [],
    offers: [offer],
  }
}
