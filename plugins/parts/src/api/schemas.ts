import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, searchText, several } from "@souk/kit/routes"
import { IDENTITY_STATES } from "../domain/publication"
import { RANK_REASONS } from "../domain/rank-offers"
import { FITMENT_STATUSES } from "../modules/parts/models/fitment"
import { OFFER_CONDITIONS } from "../modules/parts/models/offer"
import { VEHICLE_KINDS } from "../modules/parts/models/vehicle"

const HIGHEST_PRICE_MILLIMES = 2_000_000_000

const millimes = z.int().min(0)
/** The lowest price of the thirty days before the last reduction; null when the price is not reduced. */
const struckPrice = millimes.nullable()
const condition = z.enum(OFFER_CONDITIONS)
const fit = z.enum(["fits", "does_not_fit", "unknown"])
const stockStates = z.enum(["in_stock", "low", "out"])
const month = z.string().nullable()

/** Lists that fill a selector: asked for whole. */
const selectorQuery = listQuery.extend({
  limit: z.coerce.number().int().min(1).max(1000).default(1000),
})
export const listOf = <Name extends string, Item extends z.ZodType>(name: Name, item: Item) =>
  z.object({
    // A computed key loses its name in the type.
    ...({ [name]: z.array(item) } as Record<Name, z.ZodArray<Item>>),
    count: z.int(),
    limit: z.int(),
    offset: z.int(),
  })

export const makesQuery = selectorQuery.extend({ kind: z.enum(VEHICLE_KINDS).optional() })
export const modelsQuery = selectorQuery.extend({ make_id: identifier })
export const variantsQuery = selectorQuery.extend({ model_id: identifier })

const vehicleMake = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  kinds: z.array(z.enum(VEHICLE_KINDS)),
})
const vehicleModel = z.object({
  id: z.string(),
  make_id: z.string(),
  name: z.string(),
  slug: z.string(),
  kind: z.enum(VEHICLE_KINDS),
  from: month,
  to: month,
})
export const vehicleVariant = z.object({
  id: z.string(),
  model_id: z.string(),
  generation: z.string(),
  name: z.string(),
  label: z.string(),
  energy: z.string(),
  engine_code: z.string().nullable(),
  displacement_cc: z.int().nullable(),
  power_kw: z.int().nullable(),
  power_ch: z.int().nullable(),
  body: z.string().nullable(),
  from: month,
  to: month,
})
const named = z.object({ id: z.string(), name: z.string() })

export const makesResponse = listOf("vehicle_makes", vehicleMake)
export const modelsResponse = listOf("vehicle_models", vehicleModel)
export const variantsResponse = listOf("vehicle_variants", vehicleVariant)
export const fullVehicleVariant = vehicleVariant.extend({
  make: named,
  model: named,
  full_name: z.string(),
})
export const variantResponse = z.object({ vehicle_variant: fullVehicleVariant })
export type VehicleVariantView = z.infer<typeof vehicleVariant>
export type FullVehicleView = z.infer<typeof fullVehicleVariant>

export const PART_SORTS = ["relevance", "price_asc", "price_desc", "newest", "popular"] as const

const price = z.coerce.number().int().min(0).max(HIGHEST_PRICE_MILLIMES)

export const partsQuery = listQuery.extend({
  q: searchText.optional(),
  category_id: identifier.optional(),
  brand: several(line(80, 1)),
  vendor: several(identifier),
  condition: several(condition),
  position: several(identifier),
  price_min: price.optional(),
  price_max: price.optional(),
  in_stock: z.enum(["true", "false"]).optional(),
  reduced: z.enum(["true", "false"]).optional(),
  max_delay_days: z.coerce.number().int().min(0).max(90).optional(),
  vehicle: identifier.optional(),
  sort: z.enum(PART_SORTS).default("relevance"),
  limit: z.coerce.number().int().min(1).max(100).default(24),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
})
export type PartsQuery = z.infer<typeof partsQuery>

const facetValue = z.object({
  value: z.string(),
  label: z.string().optional(),
  count: z.int(),
})
const partListItem = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  /** Null, as the reference, of an offer that is no part of the catalogue: used or unbranded goods. */
  brand: z.string().nullable(),
  mpn: z.string().nullable(),
  category_id: z.string(),
  drawing: z.string(),
  thumbnail: z.string().nullable(),
  position: z.string().nullable(),
  best_offer: z.object({
    id: z.string(),
    variant_id: z.string(),
    vendor: z.object({ handle: z.string(), name: z.string(), governorate_code: z.string() }),
    price_millimes: millimes,
    struck_price_millimes: struckPrice,
    condition,
    in_stock: z.boolean(),
    delay_days: z.int(),
  }),
  offer_count: z.int(),
  fits: fit.nullable(),
})
const partsSuggestion = z.object({
  kind: z.enum(["without_vehicle", "without_filters", "reference", "spelling"]),
  q: z.string().optional(),
  count: z.int(),
})
export const partsResponse = listOf("parts", partListItem).extend({
  /** False when more parts answer than are counted. */
  count_is_exact: z.boolean(),
  facets: z.object({
    brand: z.array(facetValue),
    condition: z.array(facetValue),
    vendor: z.array(facetValue),
    category: z.array(facetValue),
    position: z.array(facetValue),
    in_stock: z.int(),
    reduced: z.int(),
    price: z.array(z.object({ from: millimes, to: millimes.nullable(), count: z.int() })),
  }),
  /** What would find something, when nothing was found. */
  suggestions: z.array(partsSuggestion),
})
export type PartsSuggestion = z.infer<typeof partsSuggestion>
export type PartListItem = z.infer<typeof partListItem>

const fitmentStatus = z.enum(FITMENT_STATUSES)
const compatibleVehicle = z.object({
  make: z.string(),
  model: z.string(),
  generation: z.string(),
  variant_id: z.string(),
  label: z.string(),
  position: z.string().nullable(),
  quantity: z.int(),
  status: fitmentStatus,
  note: z.string().nullable(),
  exclusions: z.string().nullable(),
})
export type CompatibleVehicle = z.infer<typeof compatibleVehicle>

export const fitmentsQuery = listQuery.extend({ q: searchText.default("") })
export const fitmentsResponse = listOf("fitments", compatibleVehicle)

/** Why an offer stands where it does. */
const ranking = z.object({
  /** 100 for the best offer. */
  score: z.int(),
  inputs: z.object({
    price_millimes: millimes,
    /** Over the lowest price. */
    price_ratio: z.number(),
    stock_available_state: stockStates,
    delay_days: z.int(),
    warranty_months: z.int(),
    /** Null until buyers rate vendors. */
    vendor_rating: z.number().nullable(),
    /** From 0 to 1; null while the vendor has too few orders. */
    cancellation_rate: z.number().nullable(),
    /** From 0 to 1; null without a vehicle. */
    fit_confidence: z.number().nullable(),
  }),
  /** What each input adds to the price in the ranking, in millimes; below zero speaks for the offer. */
  contributions: z.object({
    price: z.int(),
    delay: z.int(),
    stock: z.int(),
    warranty: z.int(),
    cancellation: z.int(),
    rating: z.int(),
    fit: z.int(),
  }),
})

/** One file of a site map holds so many addresses. */
const MOST_PART_PAGES = 50_000
export const partPagesQuery = listQuery.extend({
  limit: z.coerce.number().int().min(1).max(MOST_PART_PAGES).default(1000),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
})
export const partPagesResponse = listOf(
  "part_pages",
  z.object({
    id: z.string(),
    slug: z.string(),
    thumbnail: z.string().nullable(),
    updated_at: z.date(),
  }),
)

export const partSuggestionsQuery = z.object({
  q: searchText.pipe(z.string().min(2)),
  vehicle: identifier.optional(),
})
export const partSuggestionsResponse = z.object({
  suggestions: z.array(
    z.object({
      kind: z.enum(["part", "brand", "category"]),
      /** What to show: the part's name, the brand, the category. */
      text: z.string(),
      id: z.string().optional(),
      slug: z.string().optional(),
      brand: z.string().optional(),
      mpn: z.string().optional(),
      drawing: z.string().optional(),
    }),
  ),
})
export type PartSuggestion = z.infer<typeof partSuggestionsResponse>["suggestions"][number]

export const partQuery = z.object({ vehicle: identifier.optional() })

const replacement = z.object({
  id: z.string(),
  slug: z.string(),
  brand: z.string(),
  mpn: z.string(),
  name: z.string(),
})

export const partResponse = z.object({
  part: z.object({
    id: z.string(),
    slug: z.string(),
    name: z.string(),
    /** Null, as the reference, of an offer that is no part of the catalogue: used or unbranded goods. */
    brand: z.string().nullable(),
    mpn: z.string().nullable(),
    ean: z.string().nullable(),
    category: named.extend({ path: z.array(named) }),
    drawing: z.string(),
    thumbnail: z.string().nullable(),
    position: z.string().nullable(),
    vat_percent: z.int(),
    criteria: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        value: z.string(),
        unit: z.string().nullable(),
      }),
    ),
    cross_references: z.array(
      z.object({
        kind: z.string(),
        brand: z.string(),
        number: z.string(),
        part_slug: z.string().nullable(),
      }),
    ),
    successor: replacement.nullable(),
    predecessors: z.array(replacement),
    fitments: z.array(compatibleVehicle),
    fits: fit.nullable(),
    fit: z
      .object({
        verdict: fit,
        status: fitmentStatus.nullable(),
        fitments: z.array(
          z.object({
            id: z.string(),
            position: z.string().nullable(),
            quantity: z.int(),
            note: z.string().nullable(),
            exclusions: z.string().nullable(),
            status: fitmentStatus,
          }),
        ),
        vehicle: z.object({ id: z.string(), full_name: z.string() }).nullable(),
      })
      .nullable(),
    offers: z.array(
      z.object({
        id: z.string(),
        variant_id: z.string(),
        vendor: z.object({
          handle: z.string(),
          name: z.string(),
          governorate_code: z.string(),
          logo_url: z.string().nullable(),
          return_days: z.int(),
        }),
        price_millimes: millimes,
        struck_price_millimes: struckPrice,
        price_excl_tax_millimes: millimes,
        condition,
        warranty_months: z.int(),
        /** Paid back with the old part (consigne). */
        core_deposit_millimes: millimes.nullable(),
        position: z.string().nullable(),
        /** Addresses of the photos of this very piece. */
        images: z.array(z.string()),
        /** The vehicle a used part was taken from. */
        donor_vehicle: z
          .object({
            variant_id: z.string().nullable(),
            label: z.string(),
            year: z.int().nullable(),
            mileage_km: z.int().nullable(),
          })
          .nullable(),
        delay_days: z.int(),
        stock_state: stockStates,
        rank: z.int(),
        reasons: z.array(z.enum(RANK_REASONS)),
        ranking,
      }),
    ),
  }),
})
export type PartView = z.infer<typeof partResponse>["part"]

export const vendorOffersQuery = listQuery.extend({
  q: searchText.default(""),
  status: z.enum(["draft", "proposed", "published", "rejected"]).optional(),
})

export const vendorOffersResponse = listOf(
  "offers",
  z.object({
    id: z.string(),
    title: z.string(),
    sku: z.string().nullable(),
    brand: z.string().nullable(),
    mpn: z.string().nullable(),
    drawing: z.string().nullable(),
    price_millimes: millimes.nullable(),
    stock: z.int(),
    reserved: z.int(),
    condition,
    status: z.string(),
    identity: z.enum(IDENTITY_STATES),
  }),
)
