import { createHash } from "node:crypto"
import type { Millimes } from "@souk/kit/money"
import { rankCost } from "./rank-offers"
import { normalizeReference } from "./reference"

/** A part with everything that finds it. */
export type IndexedPart = {
  id: string
  slug: string
  /** Null of what no maker's reference names, as its brand. */
  mpn: string | null
  mpn_key: string | null
  ean: string | null
  category_id: string
  drawing: string
  name_fr: string
  name_ar: string
  name_en: string
  position: string | null
  brand_name: string | null
  brand_key: string | null
  brand_aliases: string[]
  /** Normalised numbers it replaces or is replaced by. */
  reference_keys: string[]
  /** Vehicles it goes on, the disputed ones left out. */
  vehicle_ids: string[]
  /** Units sold, by every vendor together. */
  sold_quantity: number
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
  /** What its price is shown against, while it is reduced. */
  struck_price_millimes: Millimes | null
}

/** A part's category: itself and those above it, and what they are called. */
export type IndexedCategory = { path: string[]; names: string[] }

/**
 * One offer as the search engine holds it, with the fields of its part: filters on price, condition,
 * stock and vendor then hold on one and the same offer, and offers are grouped back by part.
 */
export function searchDocument(offer: IndexedOffer, part: IndexedPart, category: IndexedCategory) {
  const document = {
    id: offer.id,
    part_id: part.id,
    brand_key: part.brand_key,
    category_id: part.category_id,
    category_ids: category.path,
    vehicle_ids: part.vehicle_ids,
    position: part.position,
    reference_keys: [
      ...new Set([
        ...(part.mpn_key ? [part.mpn_key] : []),
        ...(part.brand_key && part.mpn_key
          ? [normalizeReference(part.brand_key + part.mpn_key)]
          : []),
        ...(part.ean ? [part.ean] : []),
        ...part.reference_keys,
      ]),
    ],
    words: [
      part.name_fr,
      part.name_en,
      part.name_ar,
      ...(part.brand_name ? [part.brand_name] : []),
      ...part.brand_aliases,
      ...category.names,
    ].join(" "),
    condition: offer.condition,
    price_millimes: offer.price_millimes,
    struck_price_millimes: offer.struck_price_millimes,
    reduced: offer.struck_price_millimes !== null,
    in_stock: offer.stock_available > 0,
    delay_days: offer.delay_days,
    rank_cost: offer.rank_cost ?? rankCost(offer),
    browse_rank: browseRank(part),
    vendor_handle: offer.vendor_handle,
    created_at: new Date(offer.created_at).toISOString(),
    shown: {
      variant_id: offer.variant_id,
      slug: part.slug,
      name_fr: part.name_fr,
      name_ar: part.name_ar,
      name_en: part.name_en,
      brand: part.brand_name,
      mpn: part.mpn,
      drawing: part.drawing,
      thumbnail: offer.thumbnail,
      vendor_name: offer.vendor_name,
      vendor_governorate_code: offer.vendor_governorate_code,
    },
  }
  return {
    ...document,
    // Ce que vendent les autres vendeurs n'est pas de cette offre : hors de l'empreinte.
    popularity: part.sold_quantity,
    fingerprint: fingerprintOf(document),
  }
}

/** What a hit shows of its offer beyond what the engine filters and sorts by. */
export const SHOWN = [
  "variant_id",
  "slug",
  "name_fr",
  "name_ar",
  "name_en",
  "brand",
  "mpn",
  "drawing",
  "thumbnail",
  "vendor_name",
  "vendor_governorate_code",
] as const satisfies (keyof SearchDocument["shown"])[]

/** The same, as a query asks for it. */
export const SHOWN_FIELDS = SHOWN.map((name) => `shown.${name}` as const)

export type SearchDocument = ReturnType<typeof searchDocument>

/** Equal fingerprints are equal documents, whatever an engine gives back of them. */
function fingerprintOf(document: object): string {
  return createHash("sha1").update(JSON.stringify(document)).digest("base64url")
}

const PLACES = 1_000_000

/**
 * One number that orders parts when nothing else does: those that go on the most vehicles first,
 * then as good as never two alike, so that pages neither repeat nor skip a part.
 */
function browseRank(part: IndexedPart): number {
  let place = 0
  for (const char of part.id) place = (place * 31 + char.charCodeAt(0)) % PLACES
  return Math.min(part.vehicle_ids.length, 2_000) * PLACES + place
}
