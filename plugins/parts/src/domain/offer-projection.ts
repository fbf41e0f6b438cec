import { NotWholeMillimesError, toMillimes, type Millimes } from "@souk/kit/money"

/** What Medusa knows of an offer's product, at the vendor's stock location. */
export type ProductFacts = {
  status: string
  title: string
  thumbnail: string | null
  sku: string | null
  /** Decimal dinars, tax inclusive; null without a price in dinars. */
  price_dinars: string | number | null
  stocked_quantity: number
  reserved_quantity: number
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
}

/** The columns of `offer` that are computed from others, never written by hand. */
export type OfferProjection = {
  listed: boolean
  product_status: string
  title: string
  thumbnail: string | null
  sku: string | null
  price_millimes: Millimes | null
  stocked_quantity: number
  reserved_quantity: number
  stock_available: number
  vendor_id: string
  vendor_active: boolean
  vendor_handle: string
  vendor_name: string
  vendor_governorate_code: string
  vendor_logo_url: string | null
  vendor_return_days: number
}

/**
 * What an offer shows, from what its product and its owner are now. Null facts mean that the product
 * is deleted, or belongs to nobody.
 */
export function projectOffer(
  vendorId: string,
  product: ProductFacts | null,
  vendor: VendorFacts | null,
): OfferProjection {
  const price = priceOf(product)
  const vendorActive = vendor?.status === "approved"
  const stocked = product?.stocked_quantity ?? 0
  const reserved = product?.reserved_quantity ?? 0
  return {
    // Seules les offres publiées, à prix connu et d'un vendeur approuvé se montrent aux acheteurs.
    listed: product?.status === "published" && price !== null && vendorActive,
    product_status: product?.status ?? "deleted",
    title: product?.title ?? "",
    thumbnail: product?.thumbnail ?? null,
    sku: product?.sku ?? null,
    price_millimes: price,
    stocked_quantity: stocked,
    reserved_quantity: reserved,
    stock_available: Math.max(0, stocked - reserved),
    vendor_id: vendor?.id ?? vendorId,
    vendor_active: vendorActive,
    vendor_handle: vendor?.handle ?? "",
    vendor_name: vendor?.name ?? "",
    vendor_governorate_code: vendor?.governorate_code ?? "",
    vendor_logo_url: vendor?.logo_url ?? null,
    vendor_return_days: vendor?.return_days ?? 0,
  }
}

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

/** Whether anything a buyer or a vendor sees differs. */
export function projectionDiffers(before: OfferProjection, after: OfferProjection): boolean {
  return (Object.keys(after) as (keyof OfferProjection)[]).some((key) => before[key] !== after[key])
}
