import type { z } from "@medusajs/framework/zod"
import type { Json } from "@souk/kit/admin/ui"
import type { VendorOrderView } from "../../api/views/vendor-order"
import type {
  adjustmentSchema,
  balanceSchema,
  commissionLineSchema,
  entrySchema,
  ledgerCheckSchema,
  ruleSchema,
  scopesSchema,
  simulationSchema,
  vendorMoneySchema,
} from "../../api/views/money"
import type { bankChangeSchema, ownBankChangeSchema } from "../../api/views/bank-changes"
import type { couponSchema } from "../../api/views/coupons"
import type {
  orderPaymentDetailSchema,
  orderPaymentSchema,
  previewSchema,
  refundSchema,
} from "../../api/views/refunds"
import type {
  ownPayoutSchema,
  payoutRunFileSchema,
  payoutRunSchema,
  payoutSchema,
} from "../../api/views/payouts"
import type { identitySchema, vendorInvoiceSettingsSchema } from "../../api/invoice-routes"
import type { invoiceDetailSchema, invoiceSchema } from "../../api/views/invoice"
import type {
  remittanceLineSchema,
  remittancePreviewSchema,
  remittanceSchema,
  unremittedSchema,
} from "../../api/views/settlement"
import type { statementSchema } from "../../api/views/statement"
import type { adminVendorSchema, ownVendorSchema } from "../../api/views/vendor"

export type { VendorOrderStatus } from "../../domain/vendor-order-status"
export type { VendorStatus } from "../../domain/vendor-status"

export type VendorOrder = Json<VendorOrderView>
export type OwnVendor = Json<z.infer<typeof ownVendorSchema>>
export type AdminVendor = Json<z.infer<typeof adminVendorSchema>>

export type CommissionRule = Json<z.infer<typeof ruleSchema>>
export type CommissionScopes = z.infer<typeof scopesSchema>
export type Simulation = z.infer<typeof simulationSchema>
export type LedgerAccount = z.infer<typeof balanceSchema>
export type LedgerEntry = Json<z.infer<typeof entrySchema>>
export type Statement = Json<z.infer<typeof statementSchema>>
export type LedgerCheck = z.infer<typeof ledgerCheckSchema>
export type Adjustment = Json<z.infer<typeof adjustmentSchema>>
export type VendorMoney = Json<z.infer<typeof vendorMoneySchema>>
export type CommissionLine = Json<z.infer<typeof commissionLineSchema>>

export type Coupon = Json<z.infer<typeof couponSchema>>
export type OrderPayment = Json<z.infer<typeof orderPaymentSchema>>
export type OrderPaymentDetail = Json<z.infer<typeof orderPaymentDetailSchema>>
export type Allocation = OrderPaymentDetail["allocations"][number]
export type RefundPreview = z.infer<typeof previewSchema>
export type Refund = Json<z.infer<typeof refundSchema>>
export type PayoutRun = Json<z.infer<typeof payoutRunSchema>>
export type PayoutRunFile = Json<z.infer<typeof payoutRunFileSchema>>
export type Payout = z.infer<typeof payoutSchema>
export type PayoutStatus = Payout["status"]
export type OwnPayout = Json<z.infer<typeof ownPayoutSchema>>

export type Invoice = Json<z.infer<typeof invoiceSchema>>
export type InvoiceDetail = Json<z.infer<typeof invoiceDetailSchema>>
export type MarketplaceIdentity = z.infer<typeof identitySchema>
export type VendorInvoiceSettings = z.infer<typeof vendorInvoiceSettingsSchema>
export type TaxRule = {
  id: string
  scope: "category" | "product"
  reference_id: string
  name: string
  vat_percent: number | null
  fodec: boolean | null
}
export type Remittance = Json<z.infer<typeof remittanceSchema>>
export type RemittancePreview = z.infer<typeof remittancePreviewSchema>
export type BankChange = Json<z.infer<typeof bankChangeSchema>>
export type OwnBankChange = Json<z.infer<typeof ownBankChangeSchema>>
export type RemittanceLine = Json<z.infer<typeof remittanceLineSchema>>
export type UnremittedParcel = Json<z.infer<typeof unremittedSchema>>

export type Member = { user_id: string; email: string; role: string }

/** A vendor order as the operator reads it. */
export type OrderSlice = VendorOrder & {
  order_id: string
  vendor: { id: string; handle: string; name: string }
  ledger: { kind: string; account: string; amount_millimes: number }[]
}

export type Summary = {
  new_orders: number
  confirmed_orders: number
  turnover_30_days_millimes: number
  commission_30_days_millimes: number
  pending_earnings_millimes: number
  offer_count: number
}
