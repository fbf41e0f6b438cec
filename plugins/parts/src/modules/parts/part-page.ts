import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Millimes } from "@souk/kit/money"
import { FIRST_COMPATIBLE_VEHICLES, type CompatibleVehicleRow } from "./compatible-vehicles"
import type { CriterionTexts } from "./models/criterion"
import type { DonorVehicle, OfferCondition } from "./models/offer"
import { fitColumns, type FitRow } from "./fit-columns"
import { preparedSql } from "./sql"

/** A part with all that replaces it, the vehicles it fits and the offers that sell it. */
export type PartPage = {
  part: PartPagePart
  fitments: CompatibleVehicleRow[]
  offers: PartPageOffer[]
}

export type PartPagePart = {
  id: string
  slug: string
  /** Null, as the brand, of an offer that is no part of the catalogue. */
  mpn: string | null
  ean: string | null
  category_id: string
  drawing: string
  name_fr: string
  name_ar: string
  name_en: string
  position: string | null
  vat_percent: number
  brand: string | null
  criteria: PartPageCriterion[]
  cross_references: PartPageReference[]
  /** Known parts that replace this one, or that it replaces. */
  replacements: PartPageReplacement[]
} & FitRow

export type PartPageReference = {
  kind: string
  maker: string
  number: string
  /** Where the part of that number is, when it is known. */
  part_slug: string | null
}

export type PartPageReplacement = {
  role: "successor" | "predecessor"
  id: string
  slug: string
  brand: string
  mpn: string
  name_fr: string
  name_ar: string
  name_en: string
}

/** What may do in the place of a part that is no longer in the catalogue, with its best offer. */
export type PartAlternative = Omit<PartPageReplacement, "role"> & {
  category_id: string
  drawing: string
  thumbnail: string | null
  position: string | null
  best_offer: {
    id: string
    variant_id: string
    vendor: { handle: string; name: string; governorate_code: string }
    price_millimes: Millimes
    struck_price_millimes: Millimes | null
    condition: OfferCondition
    in_stock: boolean
    delay_days: number
  }
  offer_count: number
}

/** What an address of a part leads to. */
export type PartAnswer =
  | ({ state: "found" } & PartPage)
  | { state: "moved"; part: { id: string; slug: string } }
  | { state: "gone"; alternatives: PartAlternative[] }

export type PartPageCriterion = {
  key: string
  value: string
  name_fr: string | null
  name_ar: string | null
  name_en: string | null
  unit: string | null
  value_name: CriterionTexts | null
}

export type PartPageOffer = {
  id: string
  variant_id: string
  thumbnail: string | null
  images: string[] | null
  condition: OfferCondition
  warranty_months: number
  delay_days: number
  price_millimes: Millimes
  struck_price_millimes: Millimes | null
  struck_until: Date | null
  stock_available: number
  vat_percent: number
  fodec: boolean
  vendor_handle: string
  vendor_name: string
  vendor_governorate_code: string
  vendor_logo_url: string | null
  vendor_return_days: number
  vendor_cancellation_percent: number | null
  core_deposit_millimes: Millimes | null
  position: string | null
  donor_vehicle: DonorVehicle | null
}

/** What is recorded of a part and of the vehicle bound to it: columns of a `FitEvidence`. */
export const FIT_EVIDENCE = `
         EXISTS (SELECT 1 FROM vehicle_variant WHERE id = ? AND deleted_at IS NULL) AS vehicle_known,
         ARRAY(SELECT status FROM fitment
                WHERE part_id = part.id AND variant_id = ? AND deleted_at IS NULL) AS statuses,
         EXISTS (SELECT 1 FROM fitment WHERE part_id = part.id AND deleted_at IS NULL) AS has_fitments`

/** A maker's name as brands are compared: see `domain/reference`. */
const sameMaker = (name: string, brand: string) => {
  const key = `upper(regexp_replace(${name}, '[[:space:]._/\\\\-]+', '', 'g'))`
  return `(${brand}.name_key = ${key} OR EXISTS (SELECT 1 FROM brand_alias alias
            WHERE alias.brand_id = ${brand}.id AND alias.name_key = ${key} AND alias.deleted_at IS NULL))`
}

/** The known part that a `reference` names: the one that took it over, when it was merged. */
const PART_NUMBERED = `
  SELECT live.id, live.slug, live_brand.name AS brand, live.mpn, live.name_fr, live.name_ar, live.name_en
    FROM part numbered
    JOIN brand maker ON maker.id = numbered.brand_id
    JOIN part live ON live.id = coalesce(numbered.merged_into_id, numbered.id) AND live.deleted_at IS NULL
    JOIN brand live_brand ON live_brand.id = live.brand_id
   WHERE numbered.mpn_key = reference.number_key AND numbered.deleted_at IS NULL
     AND live.id <> reference.part_id AND ${sameMaker("reference.maker", "maker")}
   LIMIT 1`

const PART = `
  SELECT part.id, part.slug, part.mpn, part.ean, part.category_id, part.drawing, part.name_fr,
         part.name_ar, part.name_en, part.position, part.vat_percent, brand.name AS brand,
         ${fitColumns("?")},
         (SELECT coalesce(json_agg(json_build_object(
                   'key', given.value->>'key', 'value', given.value->>'value',
                   'name_fr', name_fr, 'name_ar', name_ar, 'name_en', name_en, 'unit', unit,
                   'value_name', value_names->(given.value->>'value')) ORDER BY given.place), '[]')
            FROM jsonb_array_elements(part.criteria) WITH ORDINALITY AS given(value, place)
            LEFT JOIN criterion ON criterion.key = given.value->>'key' AND criterion.deleted_at IS NULL
         ) AS criteria,
         (SELECT coalesce(json_agg(json_build_object('kind', kind, 'maker', maker, 'number', number,
                   'part_slug', known.slug) ORDER BY kind, maker, number), '[]')
            FROM cross_reference reference
            LEFT JOIN LATERAL (${PART_NUMBERED}) known ON true
           WHERE part_id = part.id AND deleted_at IS NULL) AS cross_references,
         (SELECT coalesce(json_agg(DISTINCT jsonb_build_object('role', role, 'id', known.id,
                   'slug', known.slug, 'brand', known.brand, 'mpn', known.mpn,
                   'name_fr', known.name_fr, 'name_ar', known.name_ar, 'name_en', known.name_en)), '[]')
            FROM (SELECT CASE kind WHEN 'superseded_by' THEN 'successor' ELSE 'predecessor' END AS role,
                         known.*
                    FROM cross_reference reference
                    JOIN LATERAL (${PART_NUMBERED}) known ON true
                   WHERE part_id = part.id AND kind IN ('superseded_by', 'supersedes')
                     AND deleted_at IS NULL
                   UNION ALL
                  SELECT CASE kind WHEN 'supersedes' THEN 'successor' ELSE 'predecessor' END,
                         other.id, other.slug, maker.name, other.mpn, other.name_fr, other.name_ar,
                         other.name_en
                    FROM cross_reference said
                    JOIN part other ON other.id = said.part_id AND other.deleted_at IS NULL
                    JOIN brand maker ON maker.id = other.brand_id
                   WHERE said.number_key = part.mpn_key AND said.deleted_at IS NULL
                     AND kind IN ('superseded_by', 'supersedes')
                     AND ${sameMaker("said.maker", "brand")}) known
           WHERE known.id <> part.id) AS replacements,
         part.merged_into_id, target.slug AS target_slug, part.slug <> ? AND part.id <> ? AS is_elsewhere,
         part.deleted_at IS NOT NULL AS is_gone
    FROM part
    JOIN brand ON brand.id = part.brand_id
    LEFT JOIN part target ON target.id = part.merged_into_id AND target.deleted_at IS NULL
   WHERE part.id = COLUMN`

const BY_ID = `?`
// Une adresse d'aujourd'hui, sinon une d'hier, sinon celle d'une pièce retirée.
const BY_SLUG = `coalesce(
           (SELECT id FROM part WHERE slug = ? AND deleted_at IS NULL),
           (SELECT part_id FROM part_address WHERE slug = ? AND deleted_at IS NULL),
           (SELECT id FROM part WHERE slug = ? AND deleted_at IS NOT NULL LIMIT 1))`

export const MOST_ALTERNATIVES = 6

/** Columns of a `PartAlternative`, and what they are read from: only parts on sale have them. */
export const ALTERNATIVE_COLUMNS = `
         part.id, part.slug, brand.name AS brand, part.mpn, part.name_fr, part.name_ar, part.name_en,
         part.category_id, part.drawing, part.position, best.thumbnail, best.best_offer,
         best.offer_count`
export const BEST_OFFER = `
    JOIN LATERAL (
         SELECT thumbnail, count(*) OVER ()::int AS offer_count,
                json_build_object('id', id, 'variant_id', variant_id,
                  'vendor', json_build_object('handle', vendor_handle, 'name', vendor_name,
                    'governorate_code', vendor_governorate_code),
                  'price_millimes', price_millimes,
                  'struck_price_millimes', CASE WHEN struck_until > now() THEN struck_price_millimes END,
                  'condition', condition,
                  'in_stock', stock_available > 0, 'delay_days', delay_days) AS best_offer
           FROM offer
          WHERE part_id = part.id AND listed AND offer.deleted_at IS NULL
          ORDER BY stock_available > 0 DESC, rank_cost, id LIMIT 1) best ON true`

/** Parts on sale that share a maker's number with the one that is gone, then those of its kind. */
const ALTERNATIVES = `
  SELECT ${ALTERNATIVE_COLUMNS}
    FROM (SELECT id, min(distance) AS distance
            FROM (SELECT other.part_id AS id, 0 AS distance
                    FROM cross_reference own
                    JOIN cross_reference other ON other.number_key = own.number_key
                     AND other.kind = 'oe' AND other.deleted_at IS NULL
                   WHERE own.part_id = ? AND own.kind = 'oe'
                   UNION ALL
                  (SELECT other.id, 1
                     FROM part gone
                     JOIN part other ON other.category_id = gone.category_id
                      AND other.position IS NOT DISTINCT FROM gone.position
                      AND other.deleted_at IS NULL AND other.merged_into_id IS NULL
                    WHERE gone.id = ? AND EXISTS (SELECT 1 FROM offer
                          WHERE part_id = other.id AND listed AND deleted_at IS NULL)
                    LIMIT ${MOST_ALTERNATIVES})) alike
           GROUP BY id) alike
    JOIN part USING (id)
    JOIN brand ON brand.id = part.brand_id${BEST_OFFER}
   WHERE part.deleted_at IS NULL
   ORDER BY distance, part.id LIMIT ${MOST_ALTERNATIVES}`

/** What a page shows of an offer: columns of a `PartPageOffer`. */
export const OFFER_COLUMNS = `
         offer.id, offer.variant_id, offer.thumbnail, offer.images, offer.condition,
         offer.warranty_months, offer.delay_days, offer.price_millimes, offer.struck_price_millimes,
         offer.struck_until, offer.stock_available, offer.vat_percent, offer.fodec,
         offer.vendor_handle, offer.vendor_name, offer.vendor_governorate_code,
         offer.vendor_logo_url, offer.vendor_return_days, offer.vendor_cancellation_percent,
         offer.core_deposit_millimes, offer.position, offer.donor_vehicle`

const OFFERS = `
  SELECT ${OFFER_COLUMNS}
    FROM offer
   WHERE part_id = ? AND listed AND deleted_at IS NULL`

const PART_ID = /^part_/

type FoundPart = PartPagePart & {
  merged_into_id: string | null
  target_slug: string | null
  is_elsewhere: boolean
  is_gone: boolean
}

/** Reads the page: the part, its vehicles, its offers; or where it went, or what replaces it. */
export async function readPartPage(
  manager: EntityManager,
  idOrSlug: string,
  vehicleVariantId: string | null,
): Promise<PartAnswer | null> {
  const isId = PART_ID.test(idOrSlug)
  const [found] = await preparedSql<FoundPart>(
    manager,
    PART.replace("COLUMN", isId ? BY_ID : BY_SLUG),
    [
      vehicleVariantId,
      vehicleVariantId,
      idOrSlug,
      idOrSlug,
      ...Array.from({ length: isId ? 1 : 3 }, () => idOrSlug),
    ],
  )
  if (!found) return null
  const { merged_into_id, target_slug, is_elsewhere, is_gone, ...part } = found
  if (is_gone) {
    const alternatives = await preparedSql<PartAlternative>(manager, ALTERNATIVES, [
      part.id,
      part.id,
    ])
    return { state: "gone", alternatives }
  }
  if (merged_into_id !== null && target_slug !== null) {
    return { state: "moved", part: { id: merged_into_id, slug: target_slug } }
  }
  if (is_elsewhere) return { state: "moved", part: { id: part.id, slug: part.slug } }
  const [fitments, offers] = await Promise.all([
    preparedSql<CompatibleVehicleRow>(manager, FIRST_COMPATIBLE_VEHICLES, [part.id]),
    preparedSql<PartPageOffer>(manager, OFFERS, [part.id]),
  ])
  return { state: "found", part, fitments, offers }
}
