import { z } from "@medusajs/framework/zod"
import { defineRoutes, identifier, line, listQuery, searchText } from "@souk/kit/routes"
import { CARRIERS } from "../domain/carriers"
import { ORDER_PAYMENT_STATUSES, REFUND_STATUSES } from "../domain/refund-terms"
import { VENDOR_ORDER_STATUSES } from "../domain/vendor-order-status"
import { VENDOR_STATUSES } from "../domain/vendor-status"
import { invoiceRules } from "./invoice-routes"
import { cartSchema } from "./views/cart"
import { couponBody, couponSchema, couponSwitchBody, vendorCouponBody } from "./views/coupons"
import { orderSchema } from "./views/order"
import {
  adjustmentSchema,
  balanceSchema,
  commissionLineSchema,
  entrySchema,
  ledgerCheckSchema,
  ruleBody,
  ruleSchema,
  scopesSchema,
  simulationBody,
  simulationSchema,
  vendorMoneySchema,
} from "./views/money"
import {
  cancellationBody,
  orderPaymentDetailSchema,
  orderPaymentSchema,
  previewBody,
  previewSchema,
  refundBody,
  refundSchema,
  settlementBody,
} from "./views/refunds"
import {
  ownPayoutSchema,
  payoutRunFileSchema,
  payoutRunSchema,
  payoutSchema,
  TRANSFER_FORMATS,
} from "./views/payouts"
import {
  previewRowSchema,
  REMITTANCE_FILE_BYTES,
  remittanceLineSchema,
  remittanceQuery,
  remittanceSchema,
  unremittedSchema,
} from "./views/settlement"
import { adminVendorSchema, ownVendorSchema, publicVendorSchema } from "./views/vendor"
import { vendorOrderSchema } from "./views/vendor-order"

const listOf = <Name extends string, Row extends z.ZodType>(name: Name, row: Row) =>
  z.object({
    [name]: z.array(row),
    count: z.number().int(),
    limit: z.number().int(),
    offset: z.number().int(),
  })

const handle = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
const code = z.string().regex(/^\d{2,6}$/)
const phone = line(20, 8)
const email = z.email().max(120)
const fee = z.number().int().min(0).max(1_000_000)
const days = z.number().int().min(0).max(365)

/** Fields of a vendor's file that the operator may change after it is opened. */
const vendorFile = z.object({
  name: line(80, 2),
  company: line(120, 2),
  rib: z
    .string()
    .regex(/^\d{20}$/)
    .nullable()
    .optional(),
  governorate_code: code,
  delegation_code: code,
  address: line(200, 3),
  phone,
  email,
  about_fr: line(2000).nullable().optional(),
  about_ar: line(2000).nullable().optional(),
  about_en: line(2000).nullable().optional(),
  opening_hours: line(200).nullable().optional(),
  return_days: days.optional(),
  handling_days: days.optional(),
  commission_bps: z.number().int().min(0).max(5000).nullable().optional(),
})

const adminVendorOrder = vendorOrderSchema.extend({
  order_id: z.string(),
  vendor: z.object({ id: z.string(), handle: z.string(), name: z.string() }),
  ledger: z.array(
    z.object({ kind: z.string(), account: z.string(), amount_millimes: z.number().int() }),
  ),
})

export type CheckoutBody = z.infer<typeof checkoutBody>
const checkoutBody = z.object({
  email,
  phone,
  address: z.strictObject({
    first_name: line(60, 1),
    last_name: line(60, 1),
    governorate_code: code,
    delegation_code: code,
    address_1: line(200, 3),
    locality: line(100).optional(),
  }),
  shipping_options: z.record(handle, identifier),
  /** The name of a way to pay that the shop offers: `cod`, or a gateway's. */
  payment_method: z.string().regex(/^[a-z]{2,20}$/),
})

export type CreateVendorBody = z.infer<typeof createVendorBody>
const createVendorBody = vendorFile.extend({
  handle,
  tax_number: line(20, 13),
  shipping_fee_millimes: fee,
})

export type UpdateVendorBody = z.infer<typeof updateVendorBody>
const updateVendorBody = vendorFile.partial()

export type VendorApplicationBody = z.infer<typeof vendorApplicationBody>
const vendorApplicationBody = vendorFile
  .pick({
    name: true,
    company: true,
    governorate_code: true,
    delegation_code: true,
    address: true,
    phone: true,
    email: true,
    opening_hours: true,
  })
  .extend({ tax_number: line(20, 13), about: line(2000).optional() })

const password = z.string().min(10).max(200)

export type PasswordChangeBody = z.infer<typeof passwordChangeBody>
const passwordChangeBody = z.object({
  current_password: z.string().min(1).max(200),
  new_password: password,
})

export type ClosureBody = z.infer<typeof closureBody>
const closureBody = z.object({ password: z.string().min(1).max(200) })

export type StatusChangeBody = z.infer<typeof statusChangeBody>
const statusChangeBody = z.object({ status: z.enum(VENDOR_STATUSES), reason: line(500, 3) })

const period = {
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
}
const accountName = z.string().regex(/^[A-Za-z0-9_/-]{1,100}$/)

export type RuleBody = z.infer<typeof ruleBody>
export type CouponBody = z.infer<typeof couponBody>
export type VendorCouponBody = z.infer<typeof vendorCouponBody>
export type RefundPreviewBody = z.infer<typeof previewBody>
export type RefundBody = z.infer<typeof refundBody>
export type CancellationBody = z.infer<typeof cancellationBody>
export type SimulationBody = z.infer<typeof simulationBody>

export type ShipmentBody = z.infer<typeof shipmentBody>
const shipmentBody = z.object({
  carrier: z.enum(CARRIERS),
  tracking_number: line(60, 1).optional(),
})

export type AdjustmentBody = z.infer<typeof adjustmentBody>
const adjustmentBody = z.object({
  reason: line(500, 3),
  debit_account: accountName,
  credit_account: accountName,
  amount_millimes: z.number().int().min(1).max(1_000_000_000),
})

export type PayoutRunBody = z.infer<typeof payoutRunBody>
const payoutRunBody = z.object({
  minimum_millimes: z.number().int().min(1).max(1_000_000_000).optional(),
})

export type PayoutSettlementBody = z.infer<typeof payoutSettlementBody>
const payoutSettlementBody = z.object({
  outcome: z.enum(["paid", "rejected"]),
  note: line(500, 3).nullable().default(null),
})

export type MemberBody = z.infer<typeof memberBody>
const memberBody = z.object({
  email,
  first_name: line(60).optional(),
  last_name: line(60).optional(),
  role: z.enum(["owner", "staff"]).default("staff"),
  password,
})

const governoratesAnswer = z.object({
  governorates: z.array(
    z.object({
      code: z.string(),
      name_fr: z.string(),
      name_ar: z.string(),
      name_en: z.string(),
      delegations: z.array(
        z.object({ code: z.string(), name_fr: z.string(), name_ar: z.string() }),
      ),
    }),
  ),
  count: z.number().int(),
})

export const routes = defineRoutes([
  ...invoiceRules,
  {
    method: "GET",
    path: "/store/governorates",
    who: "public",
    shared: true,
    summary: "The 24 governorates with their delegations",
    response: governoratesAnswer,
  },
  {
    method: "GET",
    path: "/store/vendors",
    who: "public",
    shared: true,
    summary: "Approved vendors",
    query: listQuery.extend({ governorate_code: code.optional() }),
    response: listOf("vendors", publicVendorSchema),
  },
  {
    method: "GET",
    path: "/store/vendors/:handle",
    who: "public",
    shared: true,
    summary: "An approved vendor",
    response: z.object({ vendor: publicVendorSchema }),
  },
  {
    method: "GET",
    path: "/store/carts/:id/groups",
    who: "public",
    summary: "A cart grouped by vendor, with deliveries, totals and problems",
    response: z.object({ cart: cartSchema }),
  },
  {
    method: "POST",
    path: "/store/carts/:id/checkouts",
    who: "public",
    summary: "Prepares the order in one call: address, one delivery per vendor, payment",
    body: checkoutBody,
    response: z.object({ cart: cartSchema }),
  },
  {
    method: "GET",
    path: "/store/carts/:id/order",
    who: "public",
    summary: "The order a cart became",
    response: z.object({ order: orderSchema }),
  },
  {
    method: "GET",
    path: "/store/tracked-orders/:token",
    who: "public",
    summary: "An order by its secret tracking token",
    response: z.object({ order: orderSchema }),
  },
  {
    method: "POST",
    path: "/store/order-lookups",
    who: "public",
    summary: "Finds the tracking token of an order by its number and phone",
    body: z.object({ display_id: z.number().int().min(1).max(2_000_000_000), phone }),
    response: z.object({ tracking_token: z.string() }),
    status: 200,
  },
  {
    method: "GET",
    path: "/store/customers/me/orders",
    who: "buyer",
    summary: "The signed-in buyer's orders, newest first",
    query: listQuery,
    response: listOf("orders", orderSchema),
  },
  {
    method: "POST",
    path: "/store/customers/me/password-changes",
    who: "buyer",
    summary: "Another password, given the present one",
    body: passwordChangeBody,
    response: z.object({ changed: z.literal(true) }),
  },
  {
    method: "POST",
    path: "/store/customers/me/closures",
    who: "buyer",
    summary: "Closes the account and erases what names the person; orders stay, as the law wants",
    body: closureBody,
    response: z.object({ closed: z.literal(true) }),
  },
  {
    method: "POST",
    path: "/store/vendor-applications",
    who: "buyer",
    summary: "Asks to sell here: opens a vendor's file, pending",
    body: vendorApplicationBody,
    response: z.object({
      vendor_application: z.object({
        handle: z.string(),
        name: z.string(),
        status: z.enum(VENDOR_STATUSES),
      }),
    }),
  },
  {
    method: "GET",
    path: "/vendor/governorates",
    who: "vendor",
    summary: "The names of places, for a vendor's pages",
    response: governoratesAnswer,
  },
  {
    method: "GET",
    path: "/vendor/me",
    who: "vendor",
    summary: "The signed-in member and the vendor",
    response: z.object({
      member: z.object({ user_id: z.string(), email: z.string(), role: z.string() }),
      vendor: ownVendorSchema,
    }),
  },
  {
    method: "GET",
    path: "/vendor/summary",
    who: "vendor",
    summary: "What waits and what is earned",
    response: z.object({
      summary: z.object({
        new_orders: z.number().int(),
        confirmed_orders: z.number().int(),
        turnover_30_days_millimes: z.number().int(),
        commission_30_days_millimes: z.number().int(),
        pending_earnings_millimes: z.number().int(),
        offer_count: z.number().int(),
      }),
    }),
  },
  {
    method: "GET",
    path: "/vendor/orders",
    who: "vendor",
    summary: "The vendor's orders, newest first",
    query: listQuery.extend({
      status: z.enum(VENDOR_ORDER_STATUSES).optional(),
      q: searchText.optional(),
    }),
    response: listOf("orders", vendorOrderSchema),
  },
  {
    method: "GET",
    path: "/vendor/orders/:id",
    who: "vendor",
    summary: "One of the vendor's orders",
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/vendor/orders/:id/confirmations",
    who: "vendor",
    summary: "Confirms a new order: its stock is decremented",
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/vendor/orders/:id/shipments",
    who: "vendor",
    summary: "Hands a confirmed order over to a carrier; the buyer follows it from there",
    body: shipmentBody,
    response: z.object({ order: vendorOrderSchema }),
  },
  {
    method: "GET",
    path: "/admin/governorates",
    who: "operator",
    summary: "The names of places, for the operator's pages",
    response: governoratesAnswer,
  },
  {
    method: "GET",
    path: "/admin/vendors",
    who: "operator",
    summary: "Vendors, newest first",
    query: listQuery.extend({
      status: z.enum(VENDOR_STATUSES).optional(),
      q: searchText.optional(),
    }),
    response: listOf("vendors", adminVendorSchema),
  },
  {
    method: "POST",
    path: "/admin/vendors",
    who: "operator",
    summary: "Opens a vendor's file",
    body: createVendorBody,
    response: z.object({ vendor: adminVendorSchema }),
  },
  {
    method: "GET",
    path: "/admin/vendors/:id",
    who: "operator",
    summary: "A vendor's file",
    response: z.object({ vendor: adminVendorSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendors/:id",
    who: "operator",
    summary: "Changes a vendor's file",
    body: updateVendorBody,
    response: z.object({ vendor: adminVendorSchema }),
    status: 200,
  },
  {
    method: "POST",
    path: "/admin/vendors/:id/status-changes",
    who: "operator",
    summary: "Approves, suspends… a vendor, with a reason",
    body: statusChangeBody,
    response: z.object({ vendor: adminVendorSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendors/:id/members",
    who: "operator",
    summary: "Opens an account for somebody who works for the vendor",
    body: memberBody,
    response: z.object({
      member: z.object({ user_id: z.string(), email: z.string(), role: z.string() }),
    }),
  },
  {
    method: "GET",
    path: "/admin/vendor-orders",
    who: "operator",
    summary: "Slices of orders, with their ledger",
    query: listQuery.extend({
      order_id: identifier.optional(),
      vendor_id: identifier.optional(),
      status: z.enum(VENDOR_ORDER_STATUSES).optional(),
    }),
    response: listOf("vendor_orders", adminVendorOrder),
  },
  {
    method: "POST",
    path: "/admin/vendor-orders/:id/deliveries",
    who: "operator",
    summary:
      "Says that a shipped order reached its buyer; cash on delivery is then the carrier's debt",
    response: z.object({ vendor_order: vendorOrderSchema }),
  },
  {
    method: "POST",
    path: "/admin/vendor-orders/:id/cancellations",
    who: "operator",
    summary: "Cancels a vendor order, or the pieces of it that are short; what was paid goes back",
    body: cancellationBody,
    response: z.object({ order_refund: refundSchema }),
  },
  {
    method: "GET",
    path: "/admin/coupons",
    who: "operator",
    summary: "Coupons, newest first, with who pays for each",
    query: listQuery.extend({ vendor_id: identifier.optional(), q: searchText.optional() }),
    response: listOf("coupons", couponSchema),
  },
  {
    method: "POST",
    path: "/admin/coupons",
    who: "operator",
    summary: "A new coupon, paid by the marketplace, a vendor, or both",
    body: couponBody,
    response: z.object({ coupon: couponSchema }),
  },
  {
    method: "POST",
    path: "/admin/coupons/:id",
    who: "operator",
    summary: "Stops a coupon, or lets it serve again",
    body: couponSwitchBody,
    response: z.object({ coupon: couponSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/vendor/coupons",
    who: "vendor",
    summary: "Coupons on the vendor's offers, newest first",
    query: listQuery,
    response: listOf("coupons", couponSchema),
  },
  {
    method: "POST",
    path: "/vendor/coupons",
    who: "vendor",
    summary: "A new coupon on the vendor's own offers, which it pays for",
    body: vendorCouponBody,
    response: z.object({ coupon: couponSchema }),
  },
  {
    method: "POST",
    path: "/vendor/coupons/:id",
    who: "vendor",
    summary: "Stops a coupon of the vendor's own, or lets it serve again",
    body: couponSwitchBody,
    response: z.object({ coupon: couponSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/order-payments",
    who: "operator",
    summary: "Payments of orders, newest first: due, paid, given back",
    query: listQuery.extend({
      status: z.enum(ORDER_PAYMENT_STATUSES).optional(),
      q: searchText.optional(),
    }),
    response: listOf("order_payments", orderPaymentSchema),
  },
  {
    method: "GET",
    path: "/admin/order-payments/:id",
    who: "operator",
    summary: "The payment of an order: shares of its vendors, refunds, movements",
    response: z.object({ order_payment: orderPaymentDetailSchema }),
  },
  {
    method: "POST",
    path: "/admin/refund-previews",
    who: "operator",
    summary: "What a refund or a cancellation would do, to the millime, without doing it",
    body: previewBody,
    response: z.object({ refund_preview: previewSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/order-refunds",
    who: "operator",
    summary: "Refunds and cancellations, newest first; status=due are to be paid by hand",
    query: listQuery.extend({
      status: z.enum(REFUND_STATUSES).optional(),
      order_id: identifier.optional(),
    }),
    response: listOf("order_refunds", refundSchema),
  },
  {
    method: "POST",
    path: "/admin/order-refunds",
    who: "operator",
    summary: "Pays a buyer back: asked twice under one key, done once",
    body: refundBody,
    response: z.object({ order_refund: refundSchema }),
  },
  {
    method: "GET",
    path: "/admin/order-refunds/:id",
    who: "operator",
    summary: "A refund or a cancellation",
    response: z.object({ order_refund: refundSchema }),
  },
  {
    method: "POST",
    path: "/admin/order-refunds/:id/settlements",
    who: "operator",
    summary: "Says that a refund by hand is paid, and under which reference",
    body: settlementBody,
    response: z.object({ order_refund: refundSchema }),
  },
  {
    method: "GET",
    path: "/admin/commission-rules",
    who: "operator",
    summary: "Commission rules, the strongest first",
    query: listQuery,
    response: listOf("commission_rules", ruleSchema),
  },
  {
    method: "POST",
    path: "/admin/commission-rules",
    who: "operator",
    summary: "A new commission rule, for the orders to come",
    body: ruleBody,
    response: z.object({ commission_rule: ruleSchema }),
  },
  {
    method: "GET",
    path: "/admin/commission-rules/:id",
    who: "operator",
    summary: "A commission rule",
    response: z.object({ commission_rule: ruleSchema }),
  },
  {
    method: "POST",
    path: "/admin/commission-rules/:id",
    who: "operator",
    summary: "Replaces a commission rule, for the orders to come",
    body: ruleBody,
    response: z.object({ commission_rule: ruleSchema }),
    status: 200,
  },
  {
    method: "DELETE",
    path: "/admin/commission-rules/:id",
    who: "operator",
    summary: "Takes a commission rule away, for the orders to come",
    response: z.object({ id: z.string(), deleted: z.boolean() }),
  },
  {
    method: "GET",
    path: "/admin/commission-scopes",
    who: "operator",
    summary: "What a commission rule can be limited to, and the general rates",
    response: z.object({ commission_scopes: scopesSchema }),
  },
  {
    method: "POST",
    path: "/admin/commission-simulations",
    who: "operator",
    summary:
      "What a cart would give: rule, commission and TVA of each line, earnings of each vendor",
    body: simulationBody,
    response: z.object({ commission_simulation: simulationSchema }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/ledger-accounts",
    who: "operator",
    summary: "The balance of every account, now or at a date",
    query: z.object({ at: z.iso.datetime({ offset: true }).optional() }),
    response: z.object({
      ledger_accounts: z.array(balanceSchema),
      at: z.date(),
      count: z.number().int(),
    }),
  },
  {
    method: "GET",
    path: "/admin/ledger-entries",
    who: "operator",
    summary: "Entries of an account, newest first, with its balance after each",
    query: listQuery.extend({ account: accountName, ...period }),
    response: listOf("ledger_entries", entrySchema),
  },
  {
    method: "GET",
    path: "/admin/ledger-files",
    who: "operator",
    summary: "Entries of an account as a CSV file, at most 100 000",
    query: z.object({ account: accountName, ...period }),
  },
  {
    method: "GET",
    path: "/admin/ledger-checks",
    who: "operator",
    summary: "Whether all accounts sum to zero and every transaction balances",
    response: z.object({ ledger_check: ledgerCheckSchema }),
  },
  {
    method: "GET",
    path: "/admin/ledger-adjustments",
    who: "operator",
    summary: "Corrections of the ledger, newest first",
    query: listQuery.extend({ status: z.enum(["prepared", "approved", "refused"]).optional() }),
    response: listOf("ledger_adjustments", adjustmentSchema),
  },
  {
    method: "POST",
    path: "/admin/ledger-adjustments",
    who: "operator",
    summary: "Prepares a correction: somebody else has to approve it",
    body: adjustmentBody,
    response: z.object({ ledger_adjustment: adjustmentSchema }),
  },
  {
    method: "POST",
    path: "/admin/ledger-adjustments/:id/decisions",
    who: "operator",
    summary: "Approves (and books) or refuses a correction that somebody else prepared",
    body: z.object({ decision: z.enum(["approved", "refused"]) }),
    response: z.object({ ledger_adjustment: adjustmentSchema }),
  },
  {
    method: "GET",
    path: "/admin/remittances",
    who: "operator",
    summary: "Cash that carriers handed over, newest first",
    query: listQuery,
    response: listOf("remittances", remittanceSchema),
  },
  {
    method: "POST",
    path: "/admin/remittances",
    who: "operator",
    summary:
      "Records a carrier's file once: parcels paid to the millime are booked, others set aside",
    query: remittanceQuery,
    upload: { files: ["file"], max_bytes: REMITTANCE_FILE_BYTES },
    response: z.object({ remittance: remittanceSchema }),
  },
  {
    method: "POST",
    path: "/admin/remittance-previews",
    who: "operator",
    summary: "What a carrier's file would give, row by row, without recording it",
    query: remittanceQuery,
    upload: { files: ["file"], max_bytes: REMITTANCE_FILE_BYTES },
    response: z.object({ remittance_preview: z.array(previewRowSchema) }),
    status: 200,
  },
  {
    method: "GET",
    path: "/admin/remittance-lines",
    who: "operator",
    summary: "Rows of remittances; status=exception are set aside and wait for somebody",
    query: listQuery.extend({
      status: z.enum(["matched", "exception", "accepted", "dismissed"]).optional(),
      remittance_id: identifier.optional(),
    }),
    response: listOf("remittance_lines", remittanceLineSchema),
  },
  {
    method: "POST",
    path: "/admin/remittance-lines/:id/decisions",
    who: "operator",
    summary: "Accepts a gap of amount, which the marketplace bears, or dismisses a row",
    body: z.object({ decision: z.enum(["accepted", "dismissed"]), resolution: line(500, 3) }),
    response: z.object({ remittance_line: remittanceLineSchema }),
  },
  {
    method: "GET",
    path: "/admin/unremitted-parcels",
    who: "operator",
    summary: "Parcels paid in cash, delivered and not handed over, the oldest first",
    query: listQuery,
    response: listOf("unremitted_parcels", unremittedSchema),
  },
  {
    method: "GET",
    path: "/vendor/balances",
    who: "vendor",
    summary: "What the marketplace owes the vendor, and what orders still bring",
    response: z.object({ balance: vendorMoneySchema }),
  },
  {
    method: "GET",
    path: "/admin/payout-runs",
    who: "operator",
    summary: "Payout runs, newest first",
    query: listQuery.extend({ status: z.enum(["prepared", "approved", "refused"]).optional() }),
    response: listOf("payout_runs", payoutRunSchema),
  },
  {
    method: "POST",
    path: "/admin/payout-runs",
    who: "operator",
    summary: "Plan who is paid what is available; nothing is drawn until another person approves",
    body: payoutRunBody,
    status: 201,
    response: z.object({ payout_run: payoutRunFileSchema }),
  },
  {
    method: "GET",
    path: "/admin/payout-runs/:id",
    who: "operator",
    summary: "A payout run with what each vendor is paid, or why it is not",
    response: z.object({ payout_run: payoutRunFileSchema }),
  },
  {
    method: "POST",
    path: "/admin/payout-runs/:id/decisions",
    who: "operator",
    summary: "Approve a run, which draws the money, or refuse it: by another than who prepared it",
    body: z.object({ decision: z.enum(["approved", "refused"]) }),
    status: 201,
    response: z.object({ payout_run: payoutRunFileSchema }),
  },
  {
    method: "GET",
    path: "/admin/payout-runs/:id/transfer-files",
    who: "operator",
    summary: "The transfers of an approved run for the bank, as CSV or ISO 20022 pain.001",
    query: z.object({ format: z.enum(TRANSFER_FORMATS) }),
  },
  {
    method: "POST",
    path: "/admin/payouts/:id/settlements",
    who: "operator",
    summary: "What the bank did of a payout: paid, or rejected and owed again",
    body: payoutSettlementBody,
    status: 201,
    response: z.object({ payout: payoutSchema }),
  },
  {
    method: "GET",
    path: "/vendor/payouts",
    who: "vendor",
    summary: "The vendor's payouts, newest first",
    query: listQuery,
    response: listOf("payouts", ownPayoutSchema),
  },
  {
    method: "GET",
    path: "/vendor/movements",
    who: "vendor",
    summary: "Movements of the vendor's account, newest first; above zero is in its favour",
    query: listQuery.extend(period),
    response: listOf("movements", entrySchema),
  },
  {
    method: "GET",
    path: "/vendor/movement-files",
    who: "vendor",
    summary: "Movements of the vendor's account as a CSV file",
    query: z.object(period),
  },
  {
    method: "GET",
    path: "/vendor/commissions",
    who: "vendor",
    summary: "Commission of each line sold, with the rule that gave it, newest first",
    query: listQuery,
    response: listOf("commissions", commissionLineSchema),
  },
])
