import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Millimes } from "@souk/kit/money"
import { normalizeReference } from "../../domain/reference"
import type { DonorVehicle, OfferCondition } from "./models/offer"
import type { IdentityCaseRow } from "./rows"
import { pageOf, sql, type Page } from "./sql"

/** The last thing that was asked of an offer's identity: joins `said` to `offer`. */
export const LATEST_CASE = `
  LEFT JOIN LATERAL (
       SELECT * FROM identity_case
        WHERE offer_id = offer.id AND deleted_at IS NULL AND offer.part_id IS NULL
        ORDER BY status = 'open' DESC, created_at DESC, id LIMIT 1) said ON true`

/** Needs `said`. */
export const IDENTITY_STATE = `
  CASE WHEN offer.part_id IS NOT NULL THEN 'linked' WHEN said.status = 'open' THEN 'open'
       WHEN said.status = 'rejected' THEN 'rejected' ELSE 'none' END`

/** A part in few words: in lists, and as a candidate. */
export type PartListRow = {
  id: string
  slug: string
  brand_id: string
  brand: string
  mpn: string
  ean: string | null
  category_id: string
  drawing: string
  name_fr: string
  name_ar: string
  name_en: string
  position: string | null
  vat_percent: number
  merged_into_id: string | null
  offer_count: number
  fitment_count: number
  cross_references: { kind: string; maker: string; number: string }[]
}

const PART_ROW = `
  SELECT part.id, part.slug, part.brand_id, brand.name AS brand, part.mpn, part.ean, part.category_id,
         part.drawing, part.name_fr, part.name_ar, part.name_en, part.position, part.vat_percent,
         part.merged_into_id,
         (SELECT count(*)::int FROM offer
           WHERE part_id = part.id AND deleted_at IS NULL) AS offer_count,
         (SELECT count(*)::int FROM fitment
           WHERE part_id = part.id AND deleted_at IS NULL) AS fitment_count,
         (SELECT coalesce(json_agg(json_build_object('kind', kind, 'maker', maker, 'number', number)
                   ORDER BY kind, maker, number), '[]')
            FROM cross_reference WHERE part_id = part.id AND deleted_at IS NULL) AS cross_references`

const literally = (text: string) => text.replace(/[\\%_]/g, "\\$&")

/** Une référence ou un code-barres se cherche par son début, un nom par ses mots. */
export async function listParts(
  manager: EntityManager,
  filter: { q: string; ids?: string[]; limit: number; offset: number },
): Promise<Page<PartListRow>> {
  const key = normalizeReference(filter.q)
  const start = key === "" ? null : `${literally(key)}%`
  const words = filter.q.split(/\s+/).filter(Boolean).map(literally)
  return await pageOf(
    manager,
    `WITH found AS (
       SELECT part.id, count(*) OVER ()::int AS total
         FROM part JOIN brand ON brand.id = part.brand_id
        WHERE part.deleted_at IS NULL AND (?::text[] IS NULL OR part.id = ANY(?))
          AND (?::boolean OR part.mpn_key LIKE ? OR part.ean LIKE ? OR part.id = ?
               OR (SELECT bool_and(concat_ws(' ', part.name_fr, part.name_ar, part.name_en, brand.name,
                                             part.mpn) ILIKE '%' || word || '%')
                     FROM unnest(?::text[]) AS word))
        ORDER BY part.mpn_key = ? DESC, part.mpn_key, part.id LIMIT ? OFFSET ?)
     ${PART_ROW}, total
       FROM found JOIN part USING (id) JOIN brand ON brand.id = part.brand_id
      ORDER BY part.mpn_key = ? DESC, part.mpn_key, part.id`,
    [
      filter.ids ?? null,
      filter.ids ?? [],
      words.length === 0,
      start,
      start,
      filter.q,
      words,
      key,
      filter.limit,
      filter.offset,
      key,
    ],
    { limit: filter.limit, offset: 0 },
  )
}

/** A part with its links. */
export type PartFile = PartListRow & {
  brand_aliases: { id: string; name: string }[]
  offers: {
    id: string
    title: string
    sku: string | null
    vendor_name: string
    condition: OfferCondition
    price_millimes: Millimes | null
    status: string
  }[]
  merged_parts: { id: string; brand: string; mpn: string }[]
}

export async function retrievePart(manager: EntityManager, id: string): Promise<PartFile | null> {
  const [part] = await sql<PartFile>(
    manager,
    `${PART_ROW},
         (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY name), '[]')
            FROM brand_alias WHERE brand_id = brand.id AND deleted_at IS NULL) AS brand_aliases,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'title', title, 'sku', sku,
                   'vendor_name', vendor_name, 'condition', condition,
                   'price_millimes', price_millimes, 'status', product_status)
                   ORDER BY vendor_name, id), '[]')
            FROM (SELECT * FROM offer WHERE part_id = part.id AND deleted_at IS NULL
                   ORDER BY vendor_name, id LIMIT 200) shown) AS offers,
         (SELECT coalesce(json_agg(json_build_object('id', gone.id, 'brand', maker.name,
                   'mpn', gone.mpn) ORDER BY gone.id), '[]')
            FROM part gone JOIN brand maker ON maker.id = gone.brand_id
           WHERE gone.merged_into_id = part.id AND gone.deleted_at IS NULL) AS merged_parts
       FROM part JOIN brand ON brand.id = part.brand_id
      WHERE part.id = ? AND part.deleted_at IS NULL`,
    [id],
  )
  return part ?? null
}

export type IdentityCaseFile = IdentityCaseRow & {
  vendor_name: string
  part_id: string | null
  decided_by: string | null
  decided_at: Date | null
  note: string | null
  created_at: Date
  offer: { id: string; title: string; thumbnail: string | null; condition: OfferCondition } | null
}

export async function listIdentityCases(
  manager: EntityManager,
  filter: { id?: string; status?: string; reason?: string; limit: number; offset: number },
): Promise<Page<IdentityCaseFile>> {
  return await pageOf(
    manager,
    `SELECT known.id, known.offer_id, known.vendor_id, known.reason, known.status, known.brand,
            known.brand_key, known.mpn, known.mpn_key, known.ean, known.title, known.category_id,
            known.candidate_part_ids, known.part_id, known.decided_by, known.decided_at, known.note,
            known.created_at, coalesce(offer.vendor_name, '') AS vendor_name,
            CASE WHEN offer.id IS NOT NULL THEN json_build_object('id', offer.id,
              'title', offer.title, 'thumbnail', offer.thumbnail, 'condition', offer.condition) END AS offer,
            count(*) OVER ()::int AS total
       FROM identity_case known
       LEFT JOIN offer ON offer.id = known.offer_id AND offer.deleted_at IS NULL
      WHERE known.deleted_at IS NULL AND (?::text IS NULL OR known.id = ?)
        AND (?::text IS NULL OR known.status = ?) AND (?::text IS NULL OR known.reason = ?)
      ORDER BY known.created_at, known.id`,
    [filter.id, filter.id, filter.status, filter.status, filter.reason, filter.reason].map(
      (value) => value ?? null,
    ),
    filter,
  )
}

export type BrandListItem = {
  id: string
  name: string
  slug: string
  part_count: number
  aliases: { id: string; name: string }[]
}

export async function listBrands(
  manager: EntityManager,
  filter: { q: string; id?: string; limit: number; offset: number },
): Promise<Page<BrandListItem>> {
  const start = `${literally(normalizeReference(filter.q))}%`
  return await pageOf(
    manager,
    `SELECT brand.id, brand.name, brand.slug,
            (SELECT count(*)::int FROM part
              WHERE brand_id = brand.id AND deleted_at IS NULL AND merged_into_id IS NULL) AS part_count,
            (SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY name), '[]')
               FROM brand_alias WHERE brand_id = brand.id AND deleted_at IS NULL) AS aliases,
            count(*) OVER ()::int AS total
       FROM brand
      WHERE brand.deleted_at IS NULL AND (?::text IS NULL OR brand.id = ?)
        AND (brand.name_key LIKE ? OR brand.id IN (
             SELECT brand_id FROM brand_alias WHERE name_key LIKE ? AND deleted_at IS NULL))
      ORDER BY brand.name, brand.id`,
    [filter.id ?? null, filter.id ?? null, start, start],
    filter,
  )
}

/** An offer with what its vendor said of it. */
export type OfferFile = {
  id: string
  product_id: string
  variant_id: string
  title: string
  sku: string | null
  brand: string | null
  mpn: string | null
  ean: string | null
  price_millimes: Millimes | null
  vat_percent: number
  fodec: boolean
  stock: number
  reserved: number
  condition: OfferCondition
  warranty_months: number
  delay_days: number
  core_deposit_millimes: Millimes | null
  position: string | null
  donor_vehicle: DonorVehicle | null
  status: string
  identity: "none" | "linked" | "open" | "rejected"
  part: { id: string; slug: string; brand: string; mpn: string; name_fr: string } | null
  identity_case: { id: string; reason: string; status: string; note: string | null } | null
}

export async function readOfferFile(
  manager: EntityManager,
  id: string,
  vendorId: string,
): Promise<OfferFile | null> {
  const [offer] = await sql<OfferFile>(
    manager,
    `SELECT offer.id, offer.product_id, offer.variant_id, offer.title, offer.sku,
            coalesce(brand.name, said.brand) AS brand, coalesce(part.mpn, said.mpn) AS mpn,
            coalesce(part.ean, said.ean) AS ean, offer.price_millimes,
            offer.stocked_quantity AS stock, offer.reserved_quantity AS reserved, offer.condition,
            offer.vat_percent, offer.fodec,
            offer.warranty_months, offer.delay_days, offer.core_deposit_millimes, offer.position,
            offer.donor_vehicle, offer.product_status AS status, ${IDENTITY_STATE} AS identity,
            CASE WHEN part.id IS NOT NULL THEN json_build_object('id', part.id, 'slug', part.slug,
              'brand', brand.name, 'mpn', part.mpn, 'name_fr', part.name_fr) END AS part,
            CASE WHEN said.id IS NOT NULL THEN json_build_object('id', said.id,
              'reason', said.reason, 'status', said.status, 'note', said.note) END AS identity_case
       FROM offer
       LEFT JOIN part ON part.id = offer.part_id
       LEFT JOIN brand ON brand.id = part.brand_id
       ${LATEST_CASE}
      WHERE offer.id = ? AND offer.vendor_id = ? AND offer.deleted_at IS NULL`,
    [id, vendorId],
  )
  return offer ?? null
}

/** What decides whether an offer may be on sale, of the parts room's own facts. */
export type OfferState = {
  id: string
  product_id: string
  vendor_id: string
  condition: OfferCondition
  identity: OfferFile["identity"]
  vat_percent: number | null
  category_id: string | null
}

export async function readOfferStates(
  manager: EntityManager,
  ids: string[],
): Promise<OfferState[]> {
  return await sql(
    manager,
    `SELECT offer.id, offer.product_id, offer.vendor_id, offer.condition,
            ${IDENTITY_STATE} AS identity, part.vat_percent, part.category_id
       FROM offer LEFT JOIN part ON part.id = offer.part_id ${LATEST_CASE}
      WHERE offer.id = ANY(?) AND offer.deleted_at IS NULL`,
    [ids],
  )
}
