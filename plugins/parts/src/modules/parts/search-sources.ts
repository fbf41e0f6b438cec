import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { standInPart, type LoneOffer } from "../../domain/lone-offer"
import type { IndexedOffer, IndexedPart } from "../../domain/search-document"
import { sql } from "./sql"

/** What Query calls the offers that search documents are made of. */
export const SEARCH_SOURCE = "offer_search_source"

/** A listed offer with its part, or with what stands for it. */
export type SearchSource = { id: string; offer: IndexedOffer; part: IndexedPart }

/** How the parts of a lone offer's category are drawn. */
export const SISTER_DRAWING = `(
         SELECT drawing FROM part sister
          WHERE sister.category_id = offer.category_id AND sister.deleted_at IS NULL LIMIT 1)`

const OFFERS = `
  SELECT id, part_id, variant_id, thumbnail, condition, warranty_months, delay_days, price_millimes,
         stock_available, vendor_handle, vendor_name, vendor_governorate_code,
         vendor_cancellation_percent, rank_cost, created_at, title, category_id, position,
         CASE WHEN struck_until > now() THEN struck_price_millimes END AS struck_price_millimes,
         sold_quantity, donor_vehicle->>'variant_id' AS donor_variant_id,
         CASE WHEN part_id IS NULL THEN ${SISTER_DRAWING} END AS sister_drawing
    FROM offer
   WHERE listed AND deleted_at IS NULL AND coalesce(part_id, category_id) IS NOT NULL AND SELECTION
   ORDER BY id LIMIT ?`

// Lists as JSON: the driver reads an array of PostgreSQL's letter by letter.
const PARTS = `
  SELECT part.id, part.slug, part.mpn, part.mpn_key, part.ean, part.category_id, part.drawing,
         part.name_fr, part.name_ar, part.name_en, part.position,
         brand.name AS brand_name, brand.name_key AS brand_key,
         to_json(ARRAY(SELECT name FROM brand_alias
                        WHERE brand_id = brand.id AND deleted_at IS NULL ORDER BY name)) AS brand_aliases,
         to_json(ARRAY(SELECT DISTINCT number_key FROM cross_reference
                        WHERE part_id = part.id AND deleted_at IS NULL ORDER BY 1)) AS reference_keys,
         to_json(ARRAY(SELECT DISTINCT variant_id FROM fitment
                        WHERE part_id = part.id AND status <> 'disputed' AND deleted_at IS NULL
                        ORDER BY 1)) AS vehicle_ids,
         (SELECT coalesce(sum(sold_quantity), 0)::int FROM offer
           WHERE part_id = part.id AND deleted_at IS NULL) AS sold_quantity
    FROM part JOIN brand ON brand.id = part.brand_id
   WHERE part.id = ANY(?) AND part.deleted_at IS NULL`

/**
 * Reads offers and their parts for the search index, in two statements however many they are.
 * @param selection their ids, or the id after which they begin; all of them without it.
 */
export async function readSearchSources(
  manager: EntityManager,
  selection: string[] | { $gt: string } | undefined,
  take: number | null,
): Promise<SearchSource[]> {
  const [condition, values] = conditionOf(selection)
  const offers = await sql<IndexedOffer & LoneOffer & { part_id: string | null }>(
    manager,
    OFFERS.replace("SELECTION", condition),
    [...values, take],
  )
  const partIds = [...new Set(offers.flatMap((offer) => offer.part_id ?? []))]
  const parts = await sql<IndexedPart>(manager, PARTS, [partIds])
  const partOf = new Map(parts.map((part) => [part.id, part]))
  return offers.flatMap((offer) => {
    const part = offer.part_id === null ? standInPart(offer) : partOf.get(offer.part_id)
    return part ? [{ id: offer.id, offer, part }] : []
  })
}

function conditionOf(selection: string[] | { $gt: string } | undefined): [string, unknown[]] {
  if (selection === undefined) return ["true", []]
  return Array.isArray(selection) ? ["id = ANY(?)", [selection]] : ["id > ?", [selection.$gt]]
}
