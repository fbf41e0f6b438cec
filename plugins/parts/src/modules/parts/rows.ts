import type { CrossReference } from "./models/cross-reference"
import type { CriterionTexts } from "./models/criterion"
import type { Fitment } from "./models/fitment"
import type { IdentityCase } from "./models/identity-case"
import type { Millimes } from "@souk/kit/money"
import type { DonorVehicle, OfferCondition } from "./models/offer"
import type { PartCriterion } from "./models/part"
import type { VehicleKind } from "./models/vehicle"
import type { InferTypeOf } from "@medusajs/framework/types"

// Rows as they are written in bulk: columns, not relations.

export type BrandRow = {
  id: string
  name: string
  name_key: string
  slug: string
}

export type BrandAliasRow = { id: string; brand_id: string; name: string; name_key: string }

export type CriterionRow = {
  id: string
  key: string
  name_fr: string
  name_ar: string
  name_en: string
  unit: string | null
  value_names: Record<string, CriterionTexts>
}

export type VehicleMakeRow = { id: string; name: string; slug: string; wmi_codes?: string[] }

export type VehicleModelRow = {
  id: string
  make_id: string
  name: string
  slug: string
  kind: VehicleKind
}

export type VehicleVariantRow = {
  id: string
  model_id: string
  generation: string
  name: string
  energy: string
  engine_code: string | null
  displacement_cc: number | null
  power_kw: number | null
  power_ch: number | null
  body: string | null
  from_month: string | null
  to_month: string | null
  source: string
}

export type PartRow = {
  id: string
  slug: string
  brand_id: string
  mpn: string
  mpn_key: string
  ean: string | null
  category_id: string
  drawing: string
  name_fr: string
  name_ar: string
  name_en: string
  position: string | null
  vat_percent: number
  criteria: PartCriterion[]
}

export type CrossReferenceRow = {
  id: string
  part_id: string
  kind: InferTypeOf<typeof CrossReference>["kind"]
  maker: string
  number: string
  number_key: string
  source: string
  confidence: number
}

export type FitmentRow = {
  id: string
  part_id: string
  variant_id: string
  position: string
  quantity: number
  status: InferTypeOf<typeof Fitment>["status"]
  note: string | null
  exclusions: string | null
  source: string
  dispute_references?: string[] | null
}

export type OfferRow = {
  id: string
  product_id: string
  variant_id: string
  vendor_id: string
  part_id: string | null
  condition: OfferCondition
  warranty_months: number
  delay_days: number
  core_deposit_millimes: Millimes | null
  position: string | null
  donor_vehicle: DonorVehicle | null
  created_at?: string
}

/** What an offer asked, from when on. */
export type OfferPriceRow = {
  id: string
  offer_id: string
  price_millimes: Millimes | null
  asked_from: string
}

export type IdentityCaseRow = Pick<
  InferTypeOf<typeof IdentityCase>,
  "id" | "offer_id" | "vendor_id" | "reason" | "status" | "title" | "category_id"
> & {
  brand: string
  brand_key: string
  mpn: string
  mpn_key: string
  ean: string | null
  candidate_part_ids: string[]
}
