import type { Key } from "../../i18n/translate"
import type { OnlinePayment } from "../../lib/api-types"

/** What a way to pay is called, and what the buyer is told of it. */
export const methodKeys: Record<string, Key> = {
  cod: "checkout.cod",
  clictopay: "payment.clictopay",
  konnect: "payment.konnect",
  flouci: "payment.flouci",
  paymee: "payment.paymee",
  stripe: "payment.stripe",
  paypal: "payment.paypal",
}
export const methodHelpKeys: Record<string, Key> = {
  cod: "checkout.codHelp",
  clictopay: "payment.clictopayHelp",
  konnect: "payment.konnectHelp",
  flouci: "payment.flouciHelp",
  paymee: "payment.paymeeHelp",
  stripe: "payment.stripeHelp",
  paypal: "payment.paypalHelp",
}

/** How a payment stands, in one title and one sentence that says what to do. */
export const paymentTexts: Record<OnlinePayment["status"], { title: Key; lead: Key }> = {
  open: { title: "payment.openTitle", lead: "payment.openLead" },
  paid: { title: "payment.paidTitle", lead: "payment.paidLead" },
  ordered: { title: "payment.orderedTitle", lead: "payment.orderedLead" },
  refused: { title: "payment.refusedTitle", lead: "payment.refusedLead" },
  expired: { title: "payment.expiredTitle", lead: "payment.expiredLead" },
  returning: { title: "payment.returningTitle", lead: "payment.returningLead" },
  returned: { title: "payment.returnedTitle", lead: "payment.returnedLead" },
  checking: { title: "payment.checkingTitle", lead: "payment.checkingLead" },
}

export const refundReasonKeys: Record<NonNullable<OnlinePayment["refund_reason"]>, Key> = {
  out_of_stock: "payment.reasonStock",
  cart_changed: "payment.reasonCart",
  paid_twice: "payment.reasonTwice",
  paid_late: "payment.reasonLate",
  amount_differs: "payment.reasonAmount",
  not_orderable: "payment.reasonOrder",
}

/** Statuses that another look may change by itself. */
export const isMoving = ({ status }: OnlinePayment): boolean =>
  status === "open" || status === "paid"

/** Statuses after which the cart is still there to be paid otherwise. */
export const mayPayOtherwise = ({ status }: OnlinePayment): boolean =>
  status === "open" || status === "refused" || status === "expired"
