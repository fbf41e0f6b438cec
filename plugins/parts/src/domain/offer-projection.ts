import { DEFAULT_WEIGHTS, rankCost, type RankingWeights } from "./rank-offers"
import { NotWholeMillimesError, toMillimes, type Millimes } from "@souk/kit/money"
import { USUAL_VAT_PERCENT, type TaxClass } from "@souk/kit/tax"

/** What Medusa knows of an offer's product, at the vendor's stock location. */
export type ProductFacts = {
  status: string
  title: string
  category_id: string | null
  thumbnail: string | null
  /** Addresses of its photos, in the vendor's order; null without any. */
  images: string[] | null
  sku: string | null
  /** Decimal dinars, tax inclusive; null without a price in dinars. */
  price_dinars: string | number | null
  stocked_quantity: number
  reserved_quantity: number
  /** Units in orders that were not cancelled. */
  sold_quantity: number
  tax: TaxClass
}

/** What the marketplace knows of the product's owner. */
export type VendorFacts = {
  id: string
  handle: string
  name: string
  status: string
  governorate_code: string
  logo_url: string | null
  return_days: number
  stock_location_id: string | null
  /** See `cancellationPercent`. */
  cancellation_percent: number | null
}

/** The columns of `offer` that are computed from others, never written by hand. */
export type OfferProjection = {
  listed: boolean
  product_status: string
  title: string
  category_id: string | null
  thumbnail: string | null
  images: string[] | null
  sku: string | null
  price_millimes: Millimes | null
  stocked_quantity: number
  reserved_quantity: number
  stock_available: number
  sold_quantity: number
  /** How it is taxed: what of its price is before tax. */
  vat_percent: number
  fodec: boolean
  vendor_id: string
  vendor_active: boolean
  vendor_handle: string
  vendor_name: string
  vendor_governorate_code: string
  vendor_logo_url: string | null
  vendor_return_days: number
  vendor_cancellation_percent: number | null
  /** Where lists put it; see `rankCost`. Null without a price. */
  rank_cost: number | null
}

/** What a vendor says of its offer, which the projection depends on. */
export type OwnFacts = {
  id: string
  vendor_id: string
  delay_days: number
  warranty_months: number
}

/** What the column holds; beyond two million dinars, offers rank by their id. */
const HIGHEST_COST = 2_147_483_647

/**
 * What an offer shows, from what its product and its owner are now. Null facts mean that the product
 * is deleted, or belongs to nobody.
 */
export function projectOffer(
  offer: OwnFacts,
  product: ProductFacts | null,
  vendor: VendorFacts | null,
  weights: RankingWeights = DEFAULT_WEIGHTS,
): OfferProjection {
  const price = priceOf(product)
  const vendorActive = vendor !== null && isSelling(vendor)
  const stocked = product?.stocked_quantity ?? 0
  const reserved = product?.reserved_quantity ?? 0
  const available = Math.max(0, stocked - reserved)
  const cancellations = vendor?.cancellation_percent ?? null
  return {
    // Seules les offres publiées, à prix connu et d'un vendeur approuvé se montrent aux acheteurs.
    listed: product?.status === "published" && price !== null && vendorActive,
    product_status: product?.status ?? "deleted",
    title: product?.title ?? "",
    category_id: product?.category_id ?? null,
    thumbnail: product?.thumbnail ?? null,
    images: product?.images ?? null,
    sku: product?.sku ?? null,
    price_millimes: price,
    stocked_quantity: stocked,
    reserved_quantity: reserved,
    stock_available: available,
    sold_quantity: product?.sold_quantity ?? 0,
    vat_percent: product?.tax.vat_percent ?? USUAL_VAT_PERCENT,
    fodec: product?.tax.fodec ?? false,
    vendor_id: vendor?.id ?? offer.vendor_id,
    vendor_active: vendorActive,
    vendor_handle: vendor?.handle ?? "",
    vendor_name: vendor?.name ?? "",
    vendor_governorate_code: vendor?.governorate_code ?? "",
    vendor_logo_url: vendor?.logo_url ?? null,
    vendor_return_days: vendor?.return_days ?? 0,
    vendor_cancellation_percent: cancellations,
    rank_cost:
      price === null
        ? null
        : Math.min(
            HIGHEST_COST,
            rankCost(
              {
                ...offer,
                price_millimes: price,
                stock_available: available,
                vendor_cancellation_percent: cancellations,
              },
              weights,
            ),
          ),
  }
}

/** Whether buyers are shown what a vendor sells. */
export const isSelling = ({ status }: Pick<VendorFacts, "status">): boolean => status === "approved"

function priceOf(product: ProductFacts | null): Millimes | null {
  if (product?.price_dinars == null) return null
  try {
    return toMillimes(product.price_dinars)
  } catch (error) {
    // Un prix à fraction de millime ne peut pas se payer : l'offre attend un prix juste.
    if (error instanceof NotWholeMillimesError) return null
    throw error
  }
}

const FEWEST_ORDERS = 10

/**
 * How many of a vendor's orders in a hundred were cancelled, in whole numbers: offers then change
 * only when the vendor does. Null with so few orders that one cancellation would say everything.
 */
export function cancellationPercent(history: { orders: number; cancelled: number }): number | null {
  if (history.orders < FEWEST_ORDERS) return null
  return Math.round((100 * history.cancelled) / history.orders)
}

/** Whether anything a buyer or a vendor sees differs. */
export function projectionDiffers(before: OfferProjection, after: OfferProjection): boolean {
  return (Object.keys(after) as (keyof OfferProjection)[]).some((key) =>
    key === "images"
      ? JSON.stringify(before.images) !== JSON.stringify(after.images)
      : before[key] !== after[key],
  )
}
