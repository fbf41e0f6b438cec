import type { Millimes } from "@souk/kit/money"

/** What a vendor asks for delivering. */
export type DeliveryTerms = {
  shipping_fee_millimes: Millimes
  /** The vendor delivers free of charge from this much; null: never. */
  free_shipping_from_millimes: Millimes | null
}

/** A vendor's delivery for a cart: what it costs, and what is missing for it to cost nothing. */
export type Delivery = {
  fee_millimes: Millimes
  /** Null where delivery is never free, or is free for everybody. */
  free: { from_millimes: Millimes; missing_millimes: Millimes } | null
}

/**
 * @param goods what the buyer pays this vendor for its parts, remises déduites : un code promo ne fait
 * pas atteindre la livraison offerte.
 */
export function deliveryFor(terms: DeliveryTerms, goods: Millimes): Delivery {
  const { shipping_fee_millimes: fee, free_shipping_from_millimes: from } = terms
  if (from === null || fee === 0) return { fee_millimes: fee, free: null }
  const missing = Math.max(0, from - goods)
  return {
    fee_millimes: missing === 0 ? 0 : fee,
    free: { from_millimes: from, missing_millimes: missing },
  }
}
