import type { Millimes } from "@souk/kit/money"
import { encodeTuple } from "./facets"
import { foldText } from "./fold-text"
import { rankCost } from "./rank-offers"
import { normalizeReference } from "./reference"
import { referenceToken } from "./search-query"

/** A part with everything that finds it. */
export type IndexedPart = {
  id: string
  slug: string
  mpn: string
  mpn_key: string
  ean: string | null
  category_id: string
  drawing: string
  name_fr: string
  name_ar: string
  name_en: string
  position: string | null
  updated_at: Date | string
  brand: { name: string; name_key: string; aliases: { name: string }[] }
  cross_references: { number: string; number_key: string }[]
  fitments: { variant_id: string; status: string }[]
}

/** An offer as it is listed. */
export type IndexedOffer = {
  id: string
  variant_id: string
  thumbnail: string | null
  condition: string
  warranty_months: number
  delay_days: number
  price_millimes: Millimes
  stock_available: number
  vendor_handle: string
  vendor_name: string
  vendor_governorate_code: string
  vendor_cancellation_percent: number | null
  /** With the shop's own weights; null while the offer was never refreshed. */
  rank_cost: number | null
  created_at: Date | string
  updated_at: Date | string
}

/**
 * One offer as the search engine holds it, with the fields of its part: filters on price, condition,
 * stock and vendor then hold on one and the same offer, and offers are grouped back by part.
 * @param categoryPath the part's category and all those above it.
 */
export function searchDocument(offer: IndexedOffer, part: IndexedPart, categoryPath: string[]) {
  const keys = [
    part.mpn_key,
    normalizeReference(part.brand.name_key + part.mpn_key),
    ...(part.ean ? [part.ean] : []),
    ...part.cross_references.map((reference) => reference.number_key),
  ]
  const references = [...new Set(keys)]
  return {
    id: offer.id,
    part_id: part.id,
    brand_key: part.brand.name_key,
    category_ids: categoryPath,
    vehicle_ids: [
      ...new Set(
        part.fitments.filter((fit) => fit.status !== "disputed").map((fit) => fit.variant_id),
      ),
    ],
    reference_keys: references,
    words: foldText(
      [
        part.name_fr,
        part.name_en,
        part.name_ar,
        part.brand.name,
        ...part.brand.aliases.map((alias) => alias.name),
      ].join(" "),
    ),
    reference_words: [
      part.mpn,
      ...part.cross_references.map((reference) => reference.number),
      ...references.map(referenceToken),
    ].join(" "),
    condition: offer.condition,
    price_millimes: offer.price_millimes,
    in_stock: offer.stock_available > 0,
    rank_cost: offer.rank_cost ?? rankCost(offer),
    browse_rank: browseRank(part),
    vendor_handle: offer.vendor_handle,
    created_at: offer.created_at,
    facet_tuple: encodeTuple({
      part: part.id,
      brand: part.brand.name,
      category: part.category_id,
      condition: offer.condition,
      vendor: offer.vendor_handle,
      vendor_name: offer.vendor_name,
    }),
    shown: {
      variant_id: offer.variant_id,
      slug: part.slug,
      name_fr: part.name_fr,
      name_ar: part.name_ar,
      name_en: part.name_en,
      brand: part.brand.name,
      mpn: part.mpn,
      category_id: part.category_id,
      drawing: part.drawing,
      thumbnail: offer.thumbnail,
      position: part.position,
      delay_days: offer.delay_days,
      vendor_name: offer.vendor_name,
      vendor_governorate_code: offer.vendor_governorate_code,
      revision: revisionOf(offer.updated_at, part.updated_at),
    },
  }
}

export type SearchDocument = ReturnType<typeof searchDocument>

const PLACES = 1_000_000

/**
 * One number that orders parts when nothing else does: those that go on the most vehicles first,
 * then as good as never two alike, so that pages neither repeat nor skip a part.
 */
function browseRank(part: IndexedPart): number {
  let place = 0
  for (const char of part.id) place = (place * 31 + char.charCodeAt(0)) % PLACES
  return part.fitments.length * PLACES + place
}

/** When what a document says last changed: equal revisions are equal documents. */
export function revisionOf(...changes: (Date | string)[]): number {
  return Math.max(...changes.map((change) => new Date(change).getTime()))
}
