import type { Logger } from "@medusajs/framework/types"
import { InjectManager, InjectTransactionManager, MedusaContext } from "@medusajs/framework/utils"
import { COMMISSION_VAT_BPS, DEFAULT_COMMISSION_BPS } from "../../domain/commission"
import type { PayoutWeekday } from "../../domain/payouts"
import type { OrderPaymentStatus } from "../../domain/refunds"
import type { RemittedRow } from "../../domain/remittance"
import type { Slice } from "../../domain/split-order"
import type { VendorStatus } from "../../domain/vendor-status"
import { decideBankChange, requestBankChange, withdrawBankChange } from "./bank-changes"
import { commissionMovements, commissionRulesAt, monthTurnovers } from "./commission"
import { couponUses, orderedUses, takeCouponUses } from "./coupons"
import {
  accountBetween,
  accountEntries,
  balancesAt,
  checkLedger,
  decideAdjustment,
  vendorBalance,
} from "./ledger"
import {
  cancellationsOf,
  countByVendor,
  moveVendorOrder,
  summariseVendor,
  type Move,
} from "./orders"
import { orderPayments, recordCapture } from "./payments"
import {
  availableByVendor,
  decidePayoutRun,
  preparePayoutRun,
  releaseOrders,
  settlePayout,
} from "./payouts"
import { recordSplit, type SplitFacts } from "./record-split"
import {
  decideRefund,
  handOverRefund,
  previewRefund,
  refundsLeft,
  settleRefund,
  stillReturnable,
} from "./refunds"
import {
  cashToRemit,
  previewRemittance,
  proposeRemittanceLine,
  recordRemittance,
  resolveRemittanceLine,
  type RemittanceFile,
  type RemittanceLineDecision,
} from "./remittances"
import {
  assertDelegation,
  findVendor,
  listGovernoratesWithDelegations,
  ownersOf,
  recordStatusChange,
  vendorsOfProducts,
} from "./vendors"
import { OrderLife } from "./order-life"
import type { RefundDecision } from "./refund-plans"
import type { Shared } from "./tables"

type Options = {
  commission_bps?: number
  /** TVA on the commission. */
  commission_vat_bps?: number
  /** How old an unfinished checkout must be before the repair run touches it. */
  repair_after_seconds?: number
  /** Below it, a vendor's money waits for the next run. In millimes. */
  payout_minimum_millimes?: number
  /** The day a run is prepared by itself. */
  payout_weekday?: PayoutWeekday
  /** Whose account the bank's file draws on. */
  payer?: { name: string; rib: string }
}

/** Vingt dinars : en dessous, les frais du virement pèseraient trop. */
const PAYOUT_MINIMUM_MILLIMES = 20_000

/**
 * Vendors, their orders and their money. A method opens the transaction; what it does is written,
 * and explained, in the file of its subject beside this one.
 */
export default class MarketplaceModuleService extends OrderLife {
  protected readonly logger_: Logger
  /** The marketplace's commission, in basis points, where no agreement with the vendor says otherwise. */
  readonly defaultCommissionBps: number
  readonly commissionVatBps: number
  readonly repairAfterSeconds: number
  readonly payoutMinimumMillimes: number
  readonly payoutWeekday: PayoutWeekday
  readonly payer: { name: string; rib: string } | null

  constructor(container: { logger: Logger }, options: Options = {}) {
    // The framework hands container and options to the generated base class as they come.
    super(...(arguments as unknown as []))
    this.logger_ = container.logger
    this.defaultCommissionBps = options.commission_bps ?? DEFAULT_COMMISSION_BPS
    this.commissionVatBps = options.commission_vat_bps ?? COMMISSION_VAT_BPS
    // Core's own locks on a checkout live two minutes.
    this.repairAfterSeconds = options.repair_after_seconds ?? 120
    this.payoutMinimumMillimes = options.payout_minimum_millimes ?? PAYOUT_MINIMUM_MILLIMES
    this.payoutWeekday = options.payout_weekday ?? "monday"
    this.payer = options.payer ?? null
  }

  @InjectTransactionManager()
  async recordSplit(slices: Slice[], facts: SplitFacts, @MedusaContext() context: Shared = {}) {
    return await recordSplit(this, slices, facts, context)
  }

  @InjectTransactionManager()
  async moveVendorOrder(move: Move, @MedusaContext() context: Shared = {}) {
    return await moveVendorOrder(this, move, context)
  }

  @InjectTransactionManager()
  async recordStatusChange(
    move: { id: string; from: VendorStatus; to: VendorStatus; reason: string; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await recordStatusChange(this, move, context)
  }

  async findVendor(id: string) {
    return await findVendor(this, id)
  }

  async assertDelegation(governorateCode: string, delegationCode: string) {
    return await assertDelegation(this, governorateCode, delegationCode)
  }

  @InjectManager()
  async ownersOf(productIds: string[], @MedusaContext() context: Shared = {}) {
    return await ownersOf(productIds, context)
  }

  async vendorsOfProducts(productIds: string[]) {
    return await vendorsOfProducts(this, productIds)
  }

  async listGovernoratesWithDelegations() {
    return await listGovernoratesWithDelegations(this)
  }

  @InjectManager()
  async summariseVendor(vendorId: string, @MedusaContext() context: Shared = {}) {
    return await summariseVendor(vendorId, context)
  }

  @InjectManager()
  async countByVendor(vendorIds: string[], @MedusaContext() context: Shared = {}) {
    return await countByVendor(vendorIds, context)
  }

  async commissionRulesAt(at: Date, vendors: { id: string; commission_bps: number | null }[]) {
    return await commissionRulesAt(this, at, vendors, this.defaultCommissionBps)
  }

  @InjectManager()
  async monthTurnovers(vendorIds: string[], at: Date, @MedusaContext() context: Shared = {}) {
    return await monthTurnovers(vendorIds, at, context)
  }

  @InjectTransactionManager()
  async decideAdjustment(
    decision: { id: string; approve: boolean; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await decideAdjustment(this, decision, context)
  }

  @InjectManager()
  async balancesAt(
    at: Date,
    filters: { account?: string; prefix?: string } = {},
    @MedusaContext() context: Shared = {},
  ) {
    return await balancesAt(at, filters, context)
  }

  @InjectManager()
  async accountEntries(
    filters: { account: string; from?: Date; to?: Date },
    page: { limit: number; offset: number },
    @MedusaContext() context: Shared = {},
  ) {
    return await accountEntries(filters, page, context)
  }

  @InjectManager()
  async accountBetween(
    asked: { account: string; from: Date; before: Date; limit: number },
    @MedusaContext() context: Shared = {},
  ) {
    return await accountBetween(asked, context)
  }

  @InjectManager()
  async vendorBalance(vendorId: string, @MedusaContext() context: Shared = {}) {
    return await vendorBalance(vendorId, context)
  }

  @InjectManager()
  async checkLedger(@MedusaContext() context: Shared = {}) {
    return await checkLedger(context)
  }

  @InjectManager()
  async previewRefund(
    decision: Pick<RefundDecision, "kind" | "parts" | "vat">,
    @MedusaContext() context: Shared = {},
  ) {
    return await previewRefund(decision, context)
  }

  @InjectTransactionManager()
  async decideRefund(decision: RefundDecision, @MedusaContext() context: Shared = {}) {
    return await decideRefund(this, decision, context)
  }

  @InjectTransactionManager()
  async settleRefund(
    input: { id: string; reference: string; actor_id: string; method: "gateway" | "by_hand" },
    @MedusaContext() context: Shared = {},
  ) {
    return await settleRefund(this, input, context)
  }

  @InjectTransactionManager()
  async handOverRefund(
    input: { id: string; due_reason: "refused" | "unclear"; failure: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await handOverRefund(input, context)
  }

  @InjectManager()
  async orderPayments(
    filters: { status?: OrderPaymentStatus; q?: string; order_id?: string },
    page: { limit: number; offset: number },
    @MedusaContext() context: Shared = {},
  ) {
    return await orderPayments(filters, page, context)
  }

  @InjectManager()
  async returnable(vendorOrderIds: string[], @MedusaContext() context: Shared = {}) {
    return await stillReturnable(vendorOrderIds, context)
  }

  @InjectManager()
  async couponUses(
    couponId: string,
    cartId: string,
    buyer: string,
    now: Date,
    @MedusaContext() context: Shared = {},
  ) {
    return await couponUses(couponId, cartId, buyer, now, context)
  }

  @InjectTransactionManager()
  async takeCouponUses(
    taken: { cart_id: string; buyer: string; coupon_ids: string[]; now: Date },
    @MedusaContext() context: Shared = {},
  ) {
    return await takeCouponUses(this, taken, context)
  }

  @InjectManager()
  async orderedUses(couponIds: string[], @MedusaContext() context: Shared = {}) {
    return await orderedUses(couponIds, context)
  }

  async refundsLeft(olderThan: Date) {
    return await refundsLeft(this, olderThan)
  }

  @InjectTransactionManager()
  async recordCapture(
    capture: {
      id: string
      payment_id: string
      payment_collection_id: string
      provider_id: string
      amount_millimes: number
      /** What the gateway says it keeps, once verified. */
      fee_millimes: number
    },
    @MedusaContext() context: Shared = {},
  ) {
    return await recordCapture(this, capture, context)
  }

  @InjectTransactionManager()
  async recordRemittance(input: RemittanceFile, @MedusaContext() context: Shared = {}) {
    return await recordRemittance(this, input, context)
  }

  @InjectManager()
  async previewRemittance(
    input: { carrier: string; rows: RemittedRow[] },
    @MedusaContext() context: Shared = {},
  ) {
    return await previewRemittance(input, context)
  }

  @InjectTransactionManager()
  async proposeRemittanceLine(
    input: { id: string; vendor_order_number: string; resolution: string; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await proposeRemittanceLine(this, input, context)
  }

  @InjectTransactionManager()
  async resolveRemittanceLine(
    decision: RemittanceLineDecision,
    @MedusaContext() context: Shared = {},
  ) {
    return await resolveRemittanceLine(this, decision, context)
  }

  @InjectManager()
  async cashToRemit(
    page: { limit: number; offset: number; carrier?: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await cashToRemit(page, context)
  }

  @InjectTransactionManager()
  async releaseOrders(now: Date, @MedusaContext() context: Shared = {}) {
    return await releaseOrders(now, context)
  }

  @InjectManager()
  async availableByVendor(
    vendorIds: string[] | null = null,
    @MedusaContext() context: Shared = {},
  ) {
    return await availableByVendor(vendorIds, context)
  }

  @InjectTransactionManager()
  async preparePayoutRun(
    input: { minimum_millimes: number; actor_id: string; now: Date },
    @MedusaContext() context: Shared = {},
  ) {
    return await preparePayoutRun(this, input, context)
  }

  @InjectTransactionManager()
  async decidePayoutRun(
    decision: { id: string; approve: boolean; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await decidePayoutRun(this, decision, context)
  }

  @InjectTransactionManager()
  async settlePayout(
    input: { id: string; outcome: "paid" | "rejected"; note: string | null; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await settlePayout(this, input, context)
  }

  @InjectTransactionManager()
  async requestBankChange(
    input: { vendor_id: string; rib: string; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await requestBankChange(this, input, context)
  }

  @InjectTransactionManager()
  async decideBankChange(
    input: { id: string; confirm: boolean; note: string; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await decideBankChange(input, context)
  }

  @InjectTransactionManager()
  async withdrawBankChange(
    input: { vendor_id: string; actor_id: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await withdrawBankChange(input, context)
  }

  @InjectManager()
  async commissionMovements(
    period: { from: Date; to: Date; vendor_id?: string },
    @MedusaContext() context: Shared = {},
  ) {
    return await commissionMovements(period, context)
  }

  @InjectManager()
  async cancellationsOf(vendorIds: string[], since: Date, @MedusaContext() context: Shared = {}) {
    return await cancellationsOf(vendorIds, since, context)
  }
}
