/** Events by which plugins of the same floor meet. Names are past tense; data holds ids only. */
export const SoukEvents = {
  /** `{ id, status }`: a vendor may sell, or may no longer. */
  VENDOR_STATUS_CHANGED: "vendor.status_changed",
  /** `{ id }`: a vendor may no longer sell; told at once, before each of its products is withdrawn. */
  VENDOR_WITHDRAWN: "vendor.withdrawn",
  /** `{ id }`: a vendor's public facts changed (name, fees…), or its products followed its status. */
  VENDOR_UPDATED: "vendor.updated",
  /** `{ scope, reference_id }`: a product, or a category and all under it, is taxed otherwise. */
  TAX_RULE_CHANGED: "tax_rule.changed",
  /** `{ id }`: a vendor asks for another bank account (`bank_change`). */
  BANK_CHANGE_REQUESTED: "bank_change.requested",
  /** `{ id }`: another person confirmed the account, or refused it. */
  BANK_CHANGE_DECIDED: "bank_change.decided",
  /** `{ id }`: somebody works for a vendor from now on (`vendor_member`). */
  VENDOR_MEMBER_ADDED: "vendor_member.added",
  /** `{ id, payment_collection_id, provider_id }`: an order (`id`) was split and its slices written. */
  ORDER_SPLIT: "order.split",
  /** `{ id, order_id }`: the vendor (or the payment) confirmed the slice; stock is decremented. */
  VENDOR_ORDER_CONFIRMED: "vendor_order.confirmed",
  /** `{ id, order_id }`: the vendor handed the slice over to a carrier. */
  VENDOR_ORDER_SHIPPED: "vendor_order.shipped",
  /** `{ id, order_id }`: the slice reached its buyer. */
  VENDOR_ORDER_DELIVERED: "vendor_order.delivered",
  /** `{ id, order_id }`: the carrier could not hand the slice's parcel over. */
  VENDOR_ORDER_UNDELIVERED: "vendor_order.undelivered",
  /** `{ id, order_id }`: a parcel that nobody took is back at its vendor; the slice is cancelled. */
  VENDOR_ORDER_RETURNED: "vendor_order.returned",
  /** `{ id }`: a buyer or a vendor asks that a slice be cancelled (`cancellation_request`). */
  CANCELLATION_REQUESTED: "cancellation_request.asked",
  /** `{ id }`: the request was accepted (and the slice cancelled) or refused. */
  CANCELLATION_DECIDED: "cancellation_request.decided",
  /** `{ id, order_id }`: the operator cancelled the slice; its stock is free. */
  VENDOR_ORDER_CANCELLED: "vendor_order.cancelled",
  /** `{ id, order_id }`: a refund or a cancellation was decided and booked (`order_refund`). */
  ORDER_REFUND_DECIDED: "order_refund.decided",
  /** `{ id, order_id }`: the buyer has the money of a refund. */
  ORDER_REFUND_PAID: "order_refund.paid",
  /** `{ ids }`: invoices or credit notes were issued. */
  INVOICES_ISSUED: "invoices.issued",
  /** `{ sum_millimes, unbalanced }`: the ledger does not hold: alarm. */
  LEDGER_BROKEN: "ledger.broken",
  /** `{ ids }`: offers whose price, stock, text or visibility changed. */
  OFFER_CHANGED: "offer.changed",
  /** `{ id, cart_id, order_id }`: an online payment arrived and its order is placed and confirmed. */
  ONLINE_PAYMENT_ORDERED: "online_payment.ordered",
  /** `{ id, cart_id, order_id }`: an online payment that serves no order goes back: tell the buyer. */
  ONLINE_PAYMENT_RETURNED: "online_payment.returned",
  /** `{ part_id, variant_id, reference }`: a buyer sent a part back because it did not fit. */
  RETURN_DOES_NOT_FIT: "return.does_not_fit",
  /** `{ keys }`: mails wait to be sent. */
  MAIL_QUEUED: "mail.queued",
} as const

export type VendorStatusChanged = { id: string; status: string }
export type VendorUpdated = { id: string }
export type TaxRuleChanged = { scope: "product" | "category"; reference_id: string }
/** Of a bank change, or of a member. */
export type VendorAccountEvent = { id: string }
export type OrderSplit = { id: string; payment_collection_id: string; provider_id: string }
export type VendorOrderEvent = { id: string; order_id: string }
export type CancellationRequestEvent = { id: string }
export type OrderRefundEvent = { id: string; order_id: string }
export type InvoicesIssued = { ids: string[] }
export type LedgerBroken = { sum_millimes: number; unbalanced: string[] }
export type OnlinePaymentEvent = { id: string; cart_id: string; order_id: string | null }
export type OfferChanged = { ids: string[] }
/** `reference` names the return: told twice, it counts once. */
export type ReturnDoesNotFit = { part_id: string; variant_id: string; reference: string }
