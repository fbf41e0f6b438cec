import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import type { Context, InferTypeOf } from "@medusajs/framework/types"
import { MedusaService } from "@medusajs/framework/utils"
import { BankChange } from "./models/bank-change"
import { CancellationRequest } from "./models/cancellation-request"
import { CommissionLine } from "./models/commission-line"
import { CommissionRule } from "./models/commission-rule"
import { Coupon, CouponUse } from "./models/coupon"
import { DeliveryFailure } from "./models/delivery-failure"
import { Delegation, Governorate } from "./models/governorate"
import { LedgerAdjustment, LedgerEntry, LedgerTransaction } from "./models/ledger"
import { PaymentAllocation } from "./models/payment-allocation"
import { Payout, PayoutRun } from "./models/payout"
import { OrderRefund, OrderRefundLine, OrderRefundShare } from "./models/order-refund"
import { Remittance, RemittanceFormat, RemittanceLine } from "./models/remittance"
import { Vendor } from "./models/vendor"
import { VendorMember } from "./models/vendor-member"
import { VendorOrder } from "./models/vendor-order"
import { VendorOrderEvent } from "./models/vendor-order-event"
import { VendorOrderLine } from "./models/vendor-order-line"
import { VendorProduct } from "./models/vendor-product"
import { VendorStatusChange } from "./models/vendor-status-change"

export type VendorRow = InferTypeOf<typeof Vendor>
export type VendorOrderRow = InferTypeOf<typeof VendorOrder>

/** The transaction a method runs in, when it runs in one. */
export type Shared = Context<EntityManager>

const models = {
  BankChange,
  CancellationRequest,
  CommissionLine,
  CommissionRule,
  Coupon,
  CouponUse,
  Delegation,
  DeliveryFailure,
  Governorate,
  LedgerAdjustment,
  LedgerEntry,
  LedgerTransaction,
  OrderRefund,
  OrderRefundLine,
  OrderRefundShare,
  PaymentAllocation,
  Payout,
  PayoutRun,
  Remittance,
  RemittanceFormat,
  RemittanceLine,
  Vendor,
  VendorMember,
  VendorOrder,
  VendorOrderEvent,
  VendorOrderLine,
  VendorProduct,
  VendorStatusChange,
}

/** The rows of this module and what the framework writes for each: create, list, update… */
export const Tables = MedusaService(models)
export type Tables = InstanceType<typeof Tables>

/** Souk keeps its books in dinars. */
export const LEDGER_CURRENCY = "tnd"
