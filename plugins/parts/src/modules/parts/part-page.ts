import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Millimes } from "@souk/kit/money"
import type { FitmentClaim } from "../../domain/fit"
import { FIRST_COMPATIBLE_VEHICLES, type CompatibleVehicleRow } from "./compatible-vehicles"
import type { CriterionTexts } from "./models/criterion"
import type { OfferCondition } from "./models/offer"
import { ANY_POSITION } from "./models/fitment"
import { sql } from "./sql"

/** A part with all that replaces it, the vehicles it fits and the offers that sell it. */
export type PartPage = {
  part: PartPagePart
  fitments: CompatibleVehicleRow[]
  offers: PartPageOffer[]
}

export type PartPagePart = {
  id: string
  slug: string
  mpn: string
  ean: string | null
  category_id: string
  drawing: string
  name_fr: string
  name_ar: string
  name_en: string
  position: string | null
  vat_percent: number
  brand: string
  criteria: PartPageCriterion[]
  cross_references: { kind: string; maker: string; number: string }[]
  /** Whether any vehicle at all is recorded for the part. */
  has_fitments: boolean
  /** The vehicle asked for, when it exists. */
  vehicle: PartPageVehicle | null
  /** What is recorded of the part on that vehicle. */
  vehicle_fitments: FitmentClaim[]
}

export type PartPageVehicle = {
  id: string
  make: string
  model: string
  generation: string
  name: string
  power_ch: number | null
  from_month: string | null
  to_month: string | null
}

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
  condition: OfferCondition
  warranty_months: number
  delay_days: number
  price_millimes: Millimes
  stock_available: number
  vendor_handle: string
  vendor_name: string
  vendor_governorate_code: string
  vendor_logo_url: string | null
  vendor_return_days: number
}

/** What is recorded of a part and of the vehicle bound to it: columns of a `FitEvidence`. */
export const FIT_EVIDENCE = `
         EXISTS (SELECT 1 FROM vehicle_variant WHERE id = ? AND deleted_at IS NULL) AS vehicle_known,
         ARRAY(SELECT status FROM fitment
                WHERE part_id = part.id AND variant_id = ? AND deleted_at IS NULL) AS statuses,
         EXISTS (SELECT 1 FROM fitment WHERE part_id = part.id AND deleted_at IS NULL) AS has_fitments`

const PART = `
  SELECT part.id, part.slug, part.mpn, part.ean, part.category_id, part.drawing, part.name_fr,
         part.name_ar, part.name_en, part.position, part.vat_percent, brand.name AS brand,
         EXISTS (SELECT 1 FROM fitment
                  WHERE part_id = part.id AND deleted_at IS NULL) AS has_fitments,
         (SELECT json_build_object('id', variant.id, 'make', make.name, 'model', model.name,
                   'generation', variant.generation, 'name', variant.name,
                   'power_ch', variant.power_ch, 'from_month', variant.from_month,
                   'to_month', variant.to_month)
            FROM vehicle_variant variant
            JOIN vehicle_model model ON model.id = variant.model_id
            JOIN vehicle_make make ON make.id = model.make_id
           WHERE variant.id = ? AND variant.deleted_at IS NULL) AS vehicle,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'status', status,
                   'position', nullif(position, '${ANY_POSITION}'), 'quantity', quantity,
                   'note', note, 'exclusions', exclusions)), '[]')
            FROM fitment
           WHERE part_id = part.id AND variant_id = ? AND deleted_at IS NULL) AS vehicle_fitments,
         (SELECT coalesce(json_agg(json_build_object(
                   'key', given.value->>'key', 'value', given.value->>'value',
                   'name_fr', name_fr, 'name_ar', name_ar, 'name_en', name_en, 'unit', unit,
                   'value_name', value_names->(given.value->>'value')) ORDER BY given.place), '[]')
            FROM jsonb_array_elements(part.criteria) WITH ORDINALITY AS given(value, place)
            LEFT JOIN criterion ON criterion.key = given.value->>'key' AND criterion.deleted_at IS NULL
         ) AS criteria,
         (SELECT coalesce(json_agg(json_build_object('kind', kind, 'maker', maker, 'number', number)
                   ORDER BY kind, maker, number), '[]')
            FROM cross_reference WHERE part_id = part.id AND deleted_at IS NULL) AS cross_references
    FROM part JOIN brand ON brand.id = part.brand_id
   WHERE part.COLUMN = ? AND part.deleted_at IS NULL`

const OFFERS = `
  SELECT id, variant_id, thumbnail, condition, warranty_months, delay_days, price_millimes,
         stock_available, vendor_handle, vendor_name, vendor_governorate_code, vendor_logo_url,
         vendor_return_days
    FROM offer
   WHERE part_id = ? AND listed AND deleted_at IS NULL`

const PART_ID = /^part_/

/** Reads the page: the part, its vehicles, its offers. */
export async function readPartPage(
  manager: EntityManager,
  idOrSlug: string,
  vehicleVariantId: string | null,
): Promise<PartPage | null> {
  const column = PART_ID.test(idOrSlug) ? "id" : "slug"
  const [part] = await sql<PartPagePart>(manager, PART.replace("COLUMN", column), [
    vehicleVariantId,
    vehicleVariantId,
    idOrSlug,
  ])
  if (!part) return null
  const [fitments, offers] = await Promise.all([
    sql<CompatibleVehicleRow>(manager, FIRST_COMPATIBLE_VEHICLES, [part.id]),
    sql<PartPageOffer>(manager, OFFERS, [part.id]),
  ])
  return { part, fitments, offers }
}
