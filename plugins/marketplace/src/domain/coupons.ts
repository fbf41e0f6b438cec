import { proportion, spread, sum, type Millimes } from "@souk/kit/money"

/** What a coupon asks of a cart. Null limits hold for everybody and for ever. */
export type CouponTerms = {
  is_active: boolean
  vendor_id: string | null
  /** A category and all that is under it. */
  category_id: string | null
  minimum_millimes: Millimes
  max_uses: number | null
  max_uses_per_buyer: number | null
  /** Included. */
  starts_at: Date | null
  /** Excluded. */
  ends_at: Date | null
}

export type CouponLine = {
  vendor_id: string | null
  /** The line's category and all above it. */
  category_ids: string[]
  /** Before discounts. */
  gross_millimes: Millimes
}

/** How often it served already, this cart left out. */
export type CouponUses = { all: number; buyer: number }

export type CouponProblem =
  | { code: "not_started"; starts_at: Date }
  | { code: "expired" }
  | { code: "exhausted" }
  | { code: "used_by_buyer"; times: number }
  | { code: "not_for_cart" }
  | { code: "below_minimum"; missing_millimes: Millimes }

/** Lines that a coupon takes its discount from. */
export function concernedBy(
  coupon: Pick<CouponTerms, "vendor_id" | "category_id">,
  lines: CouponLine[],
): CouponLine[] {
  return lines.filter(
    (line) =>
      (coupon.vendor_id === null || line.vendor_id === coupon.vendor_id) &&
      (coupon.category_id === null || line.category_ids.includes(coupon.category_id)),
  )
}

/**
 * Ce qui empêche un coupon de servir à ce panier, ou rien. Le premier motif est celui que l'acheteur
 * ne peut pas changer : une date, un quota ; puis ce qu'il peut changer : son panier.
 */
export function couponProblem(
  coupon: CouponTerms,
  lines: CouponLine[],
  uses: CouponUses,
  now: Date,
): CouponProblem | null {
  if (coupon.starts_at && now < coupon.starts_at) {
    return { code: "not_started", starts_at: coupon.starts_at }
  }
  if (!coupon.is_active || (coupon.ends_at && now >= coupon.ends_at)) return { code: "expired" }
  if (coupon.max_uses !== null && uses.all >= coupon.max_uses) return { code: "exhausted" }
  if (coupon.max_uses_per_buyer !== null && uses.buyer >= coupon.max_uses_per_buyer) {
    return { code: "used_by_buyer", times: coupon.max_uses_per_buyer }
  }
  const concerned = concernedBy(coupon, lines)
  if (concerned.length === 0) return { code: "not_for_cart" }
  const missing = coupon.minimum_millimes - sum(concerned.map((line) => line.gross_millimes))
  return missing > 0 ? { code: "below_minimum", missing_millimes: missing } : null
}

/** Whether everybody may be told of a coupon: it has begun, is not over, and is not used up. */
export function isAnnounced(
  coupon: Pick<CouponTerms, "is_active" | "starts_at" | "ends_at" | "max_uses"> & {
    is_public: boolean
  },
  uses: number,
  now: Date,
): boolean {
  const { is_active, is_public, starts_at, ends_at, max_uses } = coupon
  if (!is_active || !is_public) return false
  if ((starts_at && now < starts_at) || (ends_at && now >= ends_at)) return false
  return max_uses === null || uses < max_uses
}

/**
 * La part d'une remise que paie la place de marché : chaque code a son partage, et la remise entière
 * est ce que les codes en font ensemble.
 */
export function fundingOf(
  discount: Millimes,
  adjustments: { amount_millimes: Millimes; marketplace_bps: number }[],
): Millimes {
  if (adjustments.length === 0) return 0
  const parts = spread(
    discount,
    adjustments.map((one) => one.amount_millimes),
  )
  return sum(
    parts.map((part, index) => proportion(part, adjustments[index]!.marketplace_bps, 10_000)),
  )
}
