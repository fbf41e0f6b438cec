import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, searchText } from "@souk/kit/routes"
import { MERGE_DIFFERENCES } from "../domain/merge-differences"
import { POSITIONS } from "../domain/positions"
import { IDENTITY_STATES, PUBLICATION_BLOCKERS } from "../domain/publication"
import {
  IDENTITY_CASE_REASONS,
  IDENTITY_CASE_STATUSES,
} from "../modules/parts/models/identity-case"
import { OFFER_CONDITIONS } from "../modules/parts/models/offer"
import { listOf } from "./schemas"

const HIGHEST_PRICE_MILLIMES = 2_000_000_000
const MOST_PHOTOS = 8
export const PHOTO_MAX_BYTES = 6_000_000

const condition = z.enum(OFFER_CONDITIONS)
const brand = line(80, 1)
const mpn = line(60, 1)
const ean = line(40, 1)
const price = z.int().min(1).max(HIGHEST_PRICE_MILLIMES)
const stock = z.int().min(0).max(1_000_000)
const donorVehicle = z.strictObject({
  variant_id: identifier.nullable().default(null),
  label: line(120, 2),
  year: z.int().min(1900).max(2100).nullable().default(null),
  mileage_km: z.int().min(0).max(3_000_000).nullable().default(null),
})
const photo = z.url({ protocol: /^https?$/ }).max(500)

/** What a vendor says of an offer and may say otherwise later. */
const offerFacts = z.object({
  title: line(200, 3),
  brand: brand.nullable(),
  mpn: mpn.nullable(),
  ean: ean.nullable(),
  category_id: identifier.nullable(),
  price_millimes: price,
  stock,
  condition,
  warranty_months: z.int().min(0).max(120),
  delay_days: z.int().min(0).max(90),
  core_deposit_millimes: price.nullable(),
  position: z.enum(POSITIONS).nullable(),
  donor_vehicle: donorVehicle.nullable(),
  images: z.array(photo).min(1).max(MOST_PHOTOS).nullable(),
})

export type NewOfferBody = z.infer<typeof newOfferBody>
export const newOfferBody = offerFacts
  .partial()
  .required({ price_millimes: true, stock: true, condition: true })
  .extend({ sku: line(64, 1), published: z.boolean().optional() })

export type OfferChangeBody = z.infer<typeof offerChangeBody>
export const offerChangeBody = offerFacts.partial()

export const publicationBody = z.object({ published: z.boolean() })

export const vendorOffer = z.object({
  id: z.string(),
  product_id: z.string(),
  variant_id: z.string(),
  title: z.string(),
  sku: z.string().nullable(),
  brand: z.string().nullable(),
  mpn: z.string().nullable(),
  ean: z.string().nullable(),
  category_id: z.string().nullable(),
  price_millimes: z.int().nullable(),
  /** How it is taxed: what of the price is before tax. */
  vat_percent: z.int(),
  fodec: z.boolean(),
  stock: z.int(),
  reserved: z.int(),
  condition,
  warranty_months: z.int(),
  delay_days: z.int(),
  core_deposit_millimes: z.int().nullable(),
  position: z.string().nullable(),
  donor_vehicle: z
    .object({
      variant_id: z.string().nullable(),
      label: z.string(),
      year: z.int().nullable(),
      mileage_km: z.int().nullable(),
    })
    .nullable(),
  images: z.array(z.string()),
  status: z.string(),
  identity: z.enum(IDENTITY_STATES),
  part: z
    .object({
      id: z.string(),
      slug: z.string(),
      brand: z.string(),
      mpn: z.string(),
      name_fr: z.string(),
    })
    .nullable(),
  identity_case: z
    .object({
      id: z.string(),
      reason: z.enum(IDENTITY_CASE_REASONS),
      status: z.enum(IDENTITY_CASE_STATUSES),
      note: z.string().nullable(),
    })
    .nullable(),
  /** What is missing before buyers may see it. */
  blockers: z.array(z.enum(PUBLICATION_BLOCKERS)),
})
export type VendorOfferView = z.infer<typeof vendorOffer>
export const vendorOfferResponse = z.object({ offer: vendorOffer })

export const photoResponse = z.object({ photo: z.object({ id: z.string(), url: z.string() }) })

export const categoriesQuery = listQuery.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
})
export const categoriesResponse = listOf(
  "part_categories",
  z.object({ id: z.string(), name: z.string(), path: z.string() }),
)

export const identityMatchQuery = z.object({ brand, mpn, ean: ean.optional() })

const operatorPart = z.object({
  id: z.string(),
  slug: z.string(),
  brand_id: z.string(),
  brand: z.string(),
  mpn: z.string(),
  ean: z.string().nullable(),
  category_id: z.string(),
  category: z.string(),
  drawing: z.string(),
  name_fr: z.string(),
  name_ar: z.string(),
  name_en: z.string(),
  position: z.string().nullable(),
  vat_percent: z.int(),
  merged_into_id: z.string().nullable(),
  offer_count: z.int(),
  fitment_count: z.int(),
  cross_references: z.array(z.object({ kind: z.string(), maker: z.string(), number: z.string() })),
})
export type OperatorPart = z.infer<typeof operatorPart>

export const identityMatchResponse = z.object({
  identity_match: z.object({
    reason: z.enum(IDENTITY_CASE_REASONS).nullable(),
    part: z
      .object({
        id: z.string(),
        slug: z.string(),
        brand: z.string(),
        mpn: z.string(),
        name: z.string(),
        category_id: z.string(),
        vat_percent: z.int(),
      })
      .nullable(),
  }),
})

export const identityCasesQuery = listQuery.extend({
  status: z.enum(IDENTITY_CASE_STATUSES).optional(),
  reason: z.enum(IDENTITY_CASE_REASONS).optional(),
})
const identityCase = z.object({
  id: z.string(),
  status: z.enum(IDENTITY_CASE_STATUSES),
  reason: z.enum(IDENTITY_CASE_REASONS),
  brand: z.string(),
  mpn: z.string(),
  ean: z.string().nullable(),
  title: z.string(),
  category_id: z.string().nullable(),
  vendor_id: z.string(),
  vendor_name: z.string(),
  offer_id: z.string(),
  offer: z
    .object({
      id: z.string(),
      title: z.string(),
      thumbnail: z.string().nullable(),
      condition,
    })
    .nullable(),
  candidate_count: z.int(),
  part_id: z.string().nullable(),
  decided_by: z.string().nullable(),
  decided_at: z.union([z.string(), z.date()]).nullable(),
  note: z.string().nullable(),
  created_at: z.union([z.string(), z.date()]),
})
export type IdentityCaseView = z.infer<typeof identityCase>
export const identityCasesResponse = listOf("identity_cases", identityCase)
export const identityCaseResponse = z.object({
  identity_case: identityCase.extend({ candidates: z.array(operatorPart) }),
})
export type IdentityCaseDetail = z.infer<typeof identityCaseResponse>["identity_case"]

/** What a part is, as the operator gives it. */
const identity = z.object({
  brand,
  mpn,
  ean: ean.nullable(),
  category_id: identifier,
  name_fr: line(120, 2),
  name_ar: line(120, 2),
  name_en: line(120, 2),
  position: z.enum(POSITIONS).nullable(),
  vat_percent: z.int().min(0).max(100),
})

export type DecisionBody = z.infer<typeof decisionBody>
export const decisionBody = identity.partial().extend({
  decision: z.enum(["accept", "merge", "reject"]),
  part_id: identifier.optional(),
  add_alias: z.boolean().optional(),
  note: line(500, 3).optional(),
})

export const operatorPartsQuery = listQuery.extend({ q: searchText.default("") })
export const operatorPartsResponse = listOf("parts", operatorPart)
export const operatorPartResponse = z.object({
  part: operatorPart.extend({
    brand_aliases: z.array(z.object({ id: z.string(), name: z.string() })),
    offers: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        sku: z.string().nullable(),
        vendor_name: z.string(),
        condition,
        price_millimes: z.int().nullable(),
        status: z.string(),
      }),
    ),
    merged_parts: z.array(z.object({ id: z.string(), brand: z.string(), mpn: z.string() })),
  }),
})
export type OperatorPartDetail = z.infer<typeof operatorPartResponse>["part"]

export const mergeBody = z.object({ from_part_id: identifier, into_part_id: identifier })
const count = z.int().min(0)
export const mergePreviewResponse = z.object({
  part_merge_preview: z.object({
    from: operatorPart,
    into: operatorPart,
    differences: z.array(z.enum(MERGE_DIFFERENCES)),
    offers: z.object({ moved: count, on_sale: count, vendors: count, doubled_vendors: count }),
    fitments: z.object({ moved: count, joined: count, disagreeing: count, disputed: count }),
    cross_references: z.object({ moved: count, joined: count }),
    open_cases: count,
    old_slugs: z.array(z.string()),
    new_slug: z.string(),
  }),
})
export type PartMergePreview = z.infer<typeof mergePreviewResponse>["part_merge_preview"]

export type SplitBody = z.infer<typeof splitBody>
export const splitBody = identity
  .partial()
  .required({ brand: true, mpn: true })
  .extend({ part_id: identifier, offer_ids: z.array(identifier).min(1).max(200) })

export const brandsQuery = listQuery.extend({ q: searchText.default("") })
const brandFile = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  part_count: z.int(),
  aliases: z.array(z.object({ id: z.string(), name: z.string() })),
})
export const brandsResponse = listOf("brands", brandFile)
export const brandResponse = z.object({ brand: brandFile })
export const aliasBody = z.object({ name: brand })
