import type { Context, InferTypeOf, Logger } from "@medusajs/framework/types"
import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import type { EntityManager, Knex } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, listed, things } from "@souk/kit/errors"
import { sum } from "@souk/kit/money"
import {
  accounts,
  adjustmentMovement,
  captureMovement,
  excessMovement,
  cashCollectedMovement,
  gatewayFeeMovement,
  orderMovements,
  payoutMovement,
  refundMovements,
  refundPaidMovement,
  remittanceMovement,
  settledPayoutMovement,
  vendorOfAccount,
  type Movement,
  type MovementKind,
} from "../../domain/ledger"
import {
  holdOf,
  planPayouts,
  waitingReason,
  type Payee,
  type PayoutWeekday,
  type WaitingReason,
} from "../../domain/payouts"
import {
  matchRemittance,
  provesDelivery,
  type CashParcel,
  type MatchedRow,
  type RemittedRow,
} from "../../domain/remittance"
import {
  planRefund,
  RefundRefusedError,
  shareCapture,
  wholeOf,
  type OrderPaymentStatus,
  type RefundKind,
  type RefundPlan,
  type RefundRequest,
} from "../../domain/refunds"
import type { CouponUses } from "../../domain/coupons"
import type { Slice } from "../../domain/split-order"
import {
  COMMISSION_VAT_BPS,
  DEFAULT_COMMISSION_BPS,
  flatRule,
  isInForce,
  monthOf,
  type CommissionRule as Rule,
  type CommissionTier,
} from "../../domain/commission"
import { errors } from "../../domain/errors"
import type { VendorStatus } from "../../domain/vendor-status"
import {
  allowedVendorOrderMoves,
  VENDOR_ORDER_STATUS_NAMES,
  type VendorOrderStatus,
} from "../../domain/vendor-order-status"
import { CommissionLine } from "./models/commission-line"
import { CommissionRule } from "./models/commission-rule"
import { Coupon, CouponUse } from "./models/coupon"
import { Delegation, Governorate } from "./models/governorate"
import { LedgerAdjustment, LedgerEntry, LedgerTransaction } from "./models/ledger"
import { PaymentAllocation } from "./models/payment-allocation"
import { Payout, PayoutRun } from "./models/payout"
import { OrderRefund, OrderRefundLine, OrderRefundShare } from "./models/order-refund"
import { Remittance, RemittanceLine } from "./models/remittance"
import { Vendor } from "./models/vendor"
import { VendorMember } from "./models/vendor-member"
import { VendorOrder } from "./models/vendor-order"
import { VendorOrderEvent } from "./models/vendor-order-event"
import { VendorOrderLine } from "./models/vendor-order-line"
import { VendorProduct } from "./models/vendor-product"
import { VendorStatusChange } from "./models/vendor-status-change"
import { isCash, returnableOrders, type FoundReturnable, type VatRates } from "./returnable"

export type VendorRow = InferTypeOf<typeof Vendor>
export type VendorOrderRow = InferTypeOf<typeof VendorOrder>

/** Facts of an order that every slice repeats, and the texts of its lines. */
export type SplitFacts = {
  order_id: string
  /** The coupons that its cart was ordered with: now used. */
  coupons?: { cart_id: string; coupon_ids: string[] }
  order_display_id: number
  payment_method: string
  payment_collection_id: string
  currency_code: string
  buyer_name: string
  texts: Record<
    string,
    {
      product_id: string
      variant_id: string | null
      title: string
      subtitle: string | null
      sku: string | null
      thumbnail: string | null
      facts: Record<string, unknown> | null
    }
  >
  shipping: Record<string, { name: string; shipping_option_id: string | null }>
}

/** Souk keeps its books in dinars. */
const LEDGER_CURRENCY = "tnd"

/** Providers of cash: see `isCash`. */
const CASH = "pp_cod"

/** What the operator reads of a refund that nobody decided. */
const EXCESS_REASON = "Payé en trop"

/** A coupon that a cart is being ordered with is not for another one meanwhile. */
const COUPON_HOLD_MS = 15 * 60_000

/** The carrier of orders that the vendor delivers itself. */
const OWN_DELIVERY = "own"

/** A vendor order with its share of the payment, as the driver reads them. */
type CashOrder = {
  id: string
  order_id: string
  number: string
  carrier: string | null
  status: string
  payment_method: string
  currency_code: string
  allocation_id: string
  due_millimes: string
  captured_millimes: string
}

function parcelOf(order: CashOrder): CashParcel {
  return {
    vendor_order_id: order.id,
    number: order.number,
    carrier: order.carrier,
    // Un transporteur qui reverse le prix d'un colis dit par là qu'il l'a remis.
    is_delivered: order.status === "delivered" || order.status === "shipped",
    is_remitted: Number(order.captured_millimes) >= Number(order.due_millimes),
    due_millimes: Number(order.due_millimes),
  }
}

/** The orders paid in cash that the rows of a remittance name. */
async function cashOrders(knex: Knex, rows: RemittedRow[]): Promise<CashOrder[]> {
  const orders: CashOrder[] = await knex("vendor_order as o")
    .join("payment_allocation as p", "p.vendor_order_id", "o.id")
    .whereIn(
      "o.number",
      rows.map((row) => row.reference),
    )
    .whereNull("o.deleted_at")
    .select("o.*", "p.id as allocation_id", "p.due_millimes", "p.captured_millimes")
  return orders.filter((order) => isCash(order.payment_method))
}

type Planned = { order: FoundReturnable; plan: RefundPlan }

/**
 * The plan of each vendor order that a decision is about. Of a whole order, those that have nothing
 * to give back are left out.
 */
function planAll(
  { kind, parts }: Pick<RefundDecision, "kind" | "parts">,
  found: FoundReturnable[],
): Planned[] {
  const planned = parts.flatMap((part): Planned[] => {
    const order = found.find((one) => one.id === part.vendor_order_id)
    if (!order) throw commonErrors.not_found({ what: things.order, id: part.vendor_order_id })
    const request = part.request === "whole" ? wholeOf(order) : part.request
    try {
      return [{ order, plan: planRefund(order, request, kind) }]
    } catch (error) {
      if (!(error instanceof RefundRefusedError)) throw error
      const { problem } = error
      const isNothing = problem.code === "nothing_to_refund" || problem.code === "nothing_paid"
      // Une commande dont il ne reste rien à rendre s'annule quand même.
      const isFine = kind === "cancellation" || parts.length > 1
      if (part.request === "whole" && isFine && isNothing) return []
      throw refusalOf(problem, order)
    }
  })
  if (planned.length === 0 && kind === "refund") throw errors.refund_nothing_left()
  return planned
}

function refusalOf(problem: RefundRefusedError["problem"], { number }: FoundReturnable) {
  switch (problem.code) {
    case "line_unknown":
      return errors.refund_line_unknown({ number, line: problem.line_id })
    case "quantity_above_left":
      return errors.refund_quantity_above_left({ number, left: problem.left })
    case "shipping_above_left":
      return errors.refund_shipping_above_left({ number, left: dinarsOf(problem.left_millimes) })
    case "nothing_to_refund":
      return errors.refund_nothing_left()
    case "nothing_paid":
      return errors.refund_nothing_paid({ number })
    case "above_paid":
      return errors.refund_above_paid({ number, left: dinarsOf(problem.left_millimes) })
  }
}

/** As people read it: 12.500. */
const dinarsOf = (millimes: number) => (millimes / 1000).toFixed(3)

function leavesNothing(order: FoundReturnable, request: RefundRequest): boolean {
  return order.lines.every((line) => {
    const asked = request.lines
      .filter((one) => one.line_id === line.id)
      .reduce((acc, one) => acc + one.quantity, 0)
    return line.quantity - line.returned_quantity <= asked
  })
}

export type CashToRemit = {
  vendor_order_id: string
  number: string
  carrier: string | null
  vendor_id: string
  due_millimes: number
  delivered_at: Date
}

export type AccountBalance = {
  account: string
  /** Debits − credits: what a vendor is owed is below zero. */
  balance_millimes: number
  debit_millimes: number
  credit_millimes: number
  entry_count: number
}

export type LedgerCheck = {
  holds: boolean
  sum_millimes: number
  /** The first twenty transactions that do not sum to zero. */
  unbalanced: string[]
  transaction_count: number
}

export type OrderPayment = {
  order_id: string
  order_display_id: number
  payment_method: string
  currency_code: string
  buyer_name: string
  created_at: Date
  status: OrderPaymentStatus
  total_millimes: number
  /** Cancelled things left out. */
  due_millimes: number
  paid_millimes: number
  refunded_millimes: number
}

export type VendorBalance = {
  /** Above zero: the marketplace owes the vendor. */
  balance_millimes: number
  /** What the next payout draws; below zero, the vendor owes. */
  available_millimes: number
  waiting: { reason: WaitingReason; order_count: number; amount_millimes: number }[]
}

export type AccountEntry = {
  id: string
  transaction_id: string
  source: string
  kind: MovementKind
  vendor_order_id: string | null
  vendor_order_number: string | null
  amount_millimes: number
  /** The account's balance once this entry was written. */
  balance_millimes: number
  created_at: Date
}

/** A refund or cancellation that somebody decided. */
export type RefundDecision = {
  /** The page's: asked twice under it, done once. */
  key: string
  /** The request as it came: another one under the same key is refused. */
  asked: string
  kind: RefundKind
  order_id: string
  /** What of each vendor order; `whole` is all that is left of it. */
  parts: { vendor_order_id: string; request: RefundRequest | "whole" }[]
  /** What the page showed: a decision that would pay another amount is refused. */
  expected_millimes?: number
  reason: string
  actor_id: string
  /** The captured payment of a gateway that refunds, else null. */
  payment: { id: string; provider_id: string } | null
  vat: VatRates
}

export type CommissionMovement = {
  vendor_id: string
  kind: MovementKind
  movement_count: number
  commission_millimes: number
  vat_millimes: number
}

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

const models = {
  CommissionLine,
  CommissionRule,
  Coupon,
  CouponUse,
  Delegation,
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
  RemittanceLine,
  Vendor,
  VendorMember,
  VendorOrder,
  VendorOrderEvent,
  VendorOrderLine,
  VendorProduct,
  VendorStatusChange,
}

export default class MarketplaceModuleService extends MedusaService(models) {
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

  /**
   * Writes the slices of an order: vendor orders, lines, commission, payment allocations, timeline
   * and ledger, in one transaction. Exactly once: unique keys on (order, vendor) and on the ledger's
   * (source, kind) refuse a second writing, so a repeat finds the slices and returns them.
   */
  @InjectTransactionManager()
  async recordSplit(
    slices: Slice[],
    facts: SplitFacts,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<VendorOrderRow[]> {
    const existing = await this.listVendorOrders({ order_id: facts.order_id }, {}, context)
    if (existing.length > 0) return existing as unknown as VendorOrderRow[]
    if (facts.coupons) {
      const knex = context.transactionManager!.getTransactionContext()!
      await knex("coupon_use")
        .where({ cart_id: facts.coupons.cart_id })
        .whereIn("coupon_id", facts.coupons.coupon_ids)
        .update({ order_id: facts.order_id, updated_at: new Date() })
    }

    const vendorOrders = await this.createVendorOrders(
      slices.map((slice) => ({
        number: `${facts.order_display_id}-${slice.rank}`,
        order_id: facts.order_id,
        order_display_id: facts.order_display_id,
        vendor_id: slice.vendor_id,
        payment_method: facts.payment_method,
        currency_code: facts.currency_code,
        buyer_name: facts.buyer_name,
        items_millimes: slice.items_millimes,
        discount_millimes: slice.discount_millimes,
        shipping_millimes: slice.shipping_millimes,
        total_millimes: slice.total_millimes,
        commission_millimes: slice.commission_millimes,
        commission_vat_millimes: slice.commission_vat_millimes,
        shipping_funding_millimes: slice.shipping_funding_millimes,
        funding_millimes: slice.funding_millimes,
        earnings_millimes: slice.earnings_millimes,
        shipping_name: facts.shipping[slice.vendor_id]?.name ?? null,
        shipping_option_id: facts.shipping[slice.vendor_id]?.shipping_option_id ?? null,
      })),
      context,
    )
    const idOf = new Map(vendorOrders.map((order) => [order.vendor_id, order.id]))

    const lines = await this.createVendorOrderLines(
      slices.flatMap((slice) =>
        slice.lines.map((line) => ({
          ...facts.texts[line.line_item_id]!,
          line_item_id: line.line_item_id,
          quantity: line.quantity,
          unit_price_millimes: line.unit_price_millimes,
          discount_millimes: line.discount_millimes,
          funding_millimes: line.funding_millimes ?? 0,
          total_millimes: line.total_millimes,
          vendor_order_id: idOf.get(slice.vendor_id)!,
        })),
      ),
      context,
    )
    const lineIdOf = new Map(lines.map((line) => [line.line_item_id, line.id]))
    await this.createCommissionLines(
      slices.flatMap((slice) =>
        slice.lines.map((line) => ({
          ...line.commission,
          line_id: lineIdOf.get(line.line_item_id)!,
        })),
      ),
      context,
    )
    await this.createPaymentAllocations(
      slices.map((slice) => ({
        payment_collection_id: facts.payment_collection_id,
        due_millimes: slice.total_millimes,
        authorized_millimes: slice.total_millimes,
        captured_millimes: 0,
        refunded_millimes: 0,
        vendor_order_id: idOf.get(slice.vendor_id)!,
      })),
      context,
    )
    await this.createVendorOrderEvents(
      slices.map((slice) => ({
        status: "new" as const,
        actor: "buyer",
        vendor_order_id: idOf.get(slice.vendor_id)!,
      })),
      context,
    )
    await this.book_(
      slices.flatMap((slice) => orderMovements({ ...slice, id: idOf.get(slice.vendor_id)! })),
      facts.currency_code,
      context,
    )
    return vendorOrders as unknown as VendorOrderRow[]
  }

  /**
   * Moves a vendor order, only if it still is where the caller saw it: of two people confirming at
   * once, one moves it and the other learns that it moved.
   * @returns whether this call moved it.
   */
  @InjectTransactionManager()
  async moveVendorOrder(
    move: {
      id: string
      from: VendorOrderStatus
      to: VendorOrderStatus
      actor: string
      fulfillment_id?: string
      /** Who carried it: holds the cash of an order paid on delivery. */
      carrier?: string
      tracking_number?: string
    },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<boolean> {
    const knex = context.transactionManager!.getTransactionContext()!
    const moved = await knex("vendor_order")
      .where({ id: move.id, status: move.from })
      .update({
        status: move.to,
        updated_at: new Date(),
        ...(move.fulfillment_id && { fulfillment_id: move.fulfillment_id }),
        ...(move.carrier && { carrier: move.carrier }),
        ...(move.tracking_number && { tracking_number: move.tracking_number }),
      })
    if (moved === 0) return false
    await this.createVendorOrderEvents(
      [{ status: move.to, actor: move.actor, vendor_order_id: move.id }],
      context,
    )
    await this.bookMove_(move, context)
    return true
  }

  /** Writes a vendor's new status with the move that gave it, in one transaction. */
  @InjectTransactionManager()
  async recordStatusChange(
    move: { id: string; from: VendorStatus; to: VendorStatus; reason: string; actor_id: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ) {
    await this.updateVendors({ id: move.id, status: move.to }, context)
    return await this.createVendorStatusChanges(
      {
        vendor_id: move.id,
        from: move.from,
        to: move.to,
        reason: move.reason,
        actor_id: move.actor_id,
      },
      context,
    )
  }

  /** A vendor by its id, or the refusal that a person reads. */
  async findVendor(id: string): Promise<VendorRow> {
    const [vendor] = await this.listVendors({ id }, { take: 1 })
    if (!vendor) throw commonErrors.not_found({ what: things.vendor, id })
    return vendor as unknown as VendorRow
  }

  /** @throws when the delegation is not one of the governorate's. */
  async assertDelegation(governorateCode: string, delegationCode: string): Promise<void> {
    const [found] = await this.listDelegations(
      { code: delegationCode, governorate_code: governorateCode },
      { take: 1 },
    )
    if (!found) {
      throw errors.delegation_unknown({ governorate: governorateCode, delegation: delegationCode })
    }
  }

  /** Vendor of each product, with what decides whether it may sell. */
  async vendorsOfProducts(
    productIds: string[],
  ): Promise<Map<string, { id: string; handle: string; name: string; status: VendorStatus }>> {
    if (productIds.length === 0) return new Map()
    const rows = await this.listVendorProducts(
      { product_id: productIds },
      { relations: ["vendor"] },
    )
    return new Map(
      rows.map((row) => [
        row.product_id,
        {
          id: row.vendor.id,
          handle: row.vendor.handle,
          name: row.vendor.name,
          status: row.vendor.status as VendorStatus,
        },
      ]),
    )
  }

  async listGovernoratesWithDelegations() {
    const governorates = await this.listGovernorates({}, { order: { code: "ASC" }, take: 100 })
    const delegations = await this.listDelegations({}, { order: { name_fr: "ASC" }, take: 1000 })
    return governorates.map(({ code, name_fr, name_ar, name_en }) => ({
      code,
      name_fr,
      name_ar,
      name_en,
      delegations: delegations
        .filter((delegation) => delegation.governorate_code === code)
        .map((delegation) => ({
          code: delegation.code,
          name_fr: delegation.name_fr,
          name_ar: delegation.name_ar,
        })),
    }))
  }

  /** What a vendor's home page says, in one statement. Amounts in whole millimes. */
  @InjectManager()
  async summariseVendor(vendorId: string, @MedusaContext() context: Context<EntityManager> = {}) {
    const knex = context.manager!.getKnex()
    const [row] = await knex("vendor_order")
      .where({ vendor_id: vendorId })
      .select(
        knex.raw("count(*) filter (where status = 'new') as new_orders"),
        knex.raw("count(*) filter (where status = 'confirmed') as confirmed_orders"),
        knex.raw(
          "coalesce(sum(total_millimes) filter (where status <> 'cancelled' and created_at > now() - interval '30 days'), 0) as turnover",
        ),
        knex.raw(
          "coalesce(sum(commission_millimes) filter (where status <> 'cancelled' and created_at > now() - interval '30 days'), 0) as commission",
        ),
        knex.raw(
          "coalesce(sum(earnings_millimes) filter (where status in ('new', 'confirmed', 'shipped')), 0) as pending",
        ),
        knex.raw(
          "(select count(*) from vendor_product where vendor_id = ? and deleted_at is null) as offers",
          [vendorId],
        ),
      )
    return {
      new_orders: Number(row.new_orders),
      confirmed_orders: Number(row.confirmed_orders),
      turnover_30_days_millimes: Number(row.turnover),
      commission_30_days_millimes: Number(row.commission),
      pending_earnings_millimes: Number(row.pending),
      offer_count: Number(row.offers),
    }
  }

  /** How many vendor orders and products each vendor has. */
  @InjectManager()
  async countByVendor(
    vendorIds: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Map<string, { orders: number; offers: number }>> {
    const knex = context.manager!.getKnex()
    const count = async (table: string) => {
      const rows: { vendor_id: string; count: string }[] = await knex(table)
        .whereIn("vendor_id", vendorIds)
        .groupBy("vendor_id")
        .select("vendor_id")
        .count("* as count")
      return new Map(rows.map((row) => [row.vendor_id, Number(row.count)]))
    }
    const [orders, offers] = [await count("vendor_order"), await count("vendor_product")]
    return new Map(
      vendorIds.map((id) => [id, { orders: orders.get(id) ?? 0, offers: offers.get(id) ?? 0 }]),
    )
  }

  /** Every rule in force at a moment, the vendors' agreements and the general rate included. */
  async commissionRulesAt(
    at: Date,
    vendors: { id: string; commission_bps: number | null }[],
  ): Promise<Rule[]> {
    const written = await this.listCommissionRules(
      {},
      {
        take: null as unknown as number /* core's way to say: all */,
        order: { created_at: "DESC" },
      },
    )
    return [
      // Tiers are JSON that only the validated routes of the operator write.
      ...written
        .map((row): Rule => ({ ...row, tiers: row.tiers as unknown as CommissionTier[] }))
        .filter((rule) => isInForce(rule, at)),
      ...vendors
        .filter((vendor) => vendor.commission_bps !== null)
        .map((vendor) => flatRule("vendor", vendor.commission_bps!, vendor.id)),
      flatRule("default", this.defaultCommissionBps, null),
    ]
  }

  /**
   * What each vendor sold, net of discounts and without shipping, in the calendar month of a moment
   * and before it. Whole millimes.
   */
  @InjectManager()
  async monthTurnovers(
    vendorIds: string[],
    at: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Map<string, number>> {
    const knex = context.manager!.getKnex()
    const rows: { vendor_id: string; turnover: string }[] = await knex("vendor_order_line as l")
      .join("vendor_order as o", "o.id", "l.vendor_order_id")
      .whereIn("o.vendor_id", vendorIds)
      .where("o.created_at", ">=", monthOf(at).from)
      .where("o.created_at", "<", at)
      .whereNot("o.status", "cancelled")
      .whereNull("o.deleted_at")
      .groupBy("o.vendor_id")
      .select("o.vendor_id", knex.raw("sum(l.total_millimes) as turnover"))
    return new Map(rows.map((row) => [row.vendor_id, Number(row.turnover)]))
  }

  /**
   * Approves or refuses a prepared adjustment, and books it, in one transaction. Asking twice
   * decides once.
   */
  @InjectTransactionManager()
  async decideAdjustment(
    decision: { id: string; approve: boolean; actor_id: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ) {
    const knex = context.transactionManager!.getTransactionContext()!
    const [row] = await knex("ledger_adjustment").where({ id: decision.id }).forUpdate()
    if (!row) throw commonErrors.not_found({ what: things.adjustment, id: decision.id })
    if (row.prepared_by === decision.actor_id) throw errors.second_person_needed()
    if (row.status !== "prepared") throw errors.adjustment_decided()
    await knex("ledger_adjustment")
      .where({ id: decision.id })
      .update({
        status: decision.approve ? "approved" : "refused",
        decided_by: decision.actor_id,
        decided_at: new Date(),
        updated_at: new Date(),
      })
    if (!decision.approve) return
    await this.book_(
      [adjustmentMovement({ ...row, amount_millimes: Number(row.amount_millimes) })],
      LEDGER_CURRENCY,
      context,
    )
  }

  /** Balance of every account that ever moved, at a moment. Debit above zero. */
  @InjectManager()
  async balancesAt(
    at: Date,
    filters: { account?: string; prefix?: string } = {},
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<AccountBalance[]> {
    const knex = context.manager!.getKnex()
    const rows: Record<string, string>[] = await knex("ledger_entry")
      .where("created_at", "<=", at)
      .modify((query) => {
        if (filters.account) query.where("account", filters.account)
        if (filters.prefix) query.whereLike("account", `${filters.prefix}%`)
      })
      .groupBy("account")
      .orderBy("account")
      .select(
        "account",
        knex.raw("sum(amount_millimes) as balance"),
        knex.raw("coalesce(sum(amount_millimes) filter (where amount_millimes > 0), 0) as debits"),
        knex.raw("coalesce(sum(amount_millimes) filter (where amount_millimes < 0), 0) as credits"),
        knex.raw("count(*) as entries"),
      )
    return rows.map((row) => ({
      account: row.account!,
      balance_millimes: Number(row.balance),
      debit_millimes: Number(row.debits),
      credit_millimes: 0 - Number(row.credits),
      entry_count: Number(row.entries),
    }))
  }

  /** Entries of an account, newest first, each with the balance that it left. */
  @InjectManager()
  async accountEntries(
    filters: { account: string; from?: Date; to?: Date },
    page: { limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ entries: AccountEntry[]; count: number }> {
    const knex = context.manager!.getKnex()
    const all = knex("ledger_entry as e")
      .join("ledger_transaction as t", "t.id", "e.transaction_id")
      .leftJoin("vendor_order as o", "o.id", "t.vendor_order_id")
      .where("e.account", filters.account)
      .select(
        "e.id",
        "e.transaction_id",
        "e.amount_millimes",
        "e.created_at",
        "t.source",
        "t.kind",
        "o.number as vendor_order_number",
        "o.id as vendor_order_id",
        knex.raw("sum(e.amount_millimes) over (order by e.created_at, e.id) as balance"),
      )
    const asked = knex.from(all.as("a")).modify((query) => {
      if (filters.from) query.where("a.created_at", ">=", filters.from)
      if (filters.to) query.where("a.created_at", "<", filters.to)
    })
    const [total] = await asked.clone().count("* as count")
    const rows: Record<string, string | null>[] = await asked
      .orderBy([
        { column: "a.created_at", order: "desc" },
        { column: "a.id", order: "desc" },
      ])
      .limit(page.limit)
      .offset(page.offset)
      .select("*")
    return {
      count: Number(total!.count),
      entries: rows.map((row) => ({
        id: row.id!,
        transaction_id: row.transaction_id!,
        source: row.source!,
        // The service is what writes this column.
        kind: row.kind as MovementKind,
        vendor_order_id: row.vendor_order_id ?? null,
        vendor_order_number: row.vendor_order_number ?? null,
        amount_millimes: Number(row.amount_millimes),
        balance_millimes: Number(row.balance),
        created_at: new Date(row.created_at!),
      })),
    }
  }

  /** What the marketplace owes a vendor, and what of it hangs on orders still under way. */
  @InjectManager()
  async vendorBalance(
    vendorId: string,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<VendorBalance> {
    const knex = context.manager!.getKnex()
    const account = accounts.vendor(vendorId)
    const [whole] = await knex("ledger_entry")
      .where({ account })
      .select(knex.raw("coalesce(sum(amount_millimes), 0) as balance"))
    const rows: {
      status: VendorOrderStatus
      is_paid: boolean
      orders: string
      amount: string
    }[] = await knex("ledger_entry as e")
      .join("ledger_transaction as t", "t.id", "e.transaction_id")
      .join("vendor_order as o", "o.id", "t.vendor_order_id")
      .join("payment_allocation as p", "p.vendor_order_id", "o.id")
      .where("e.account", account)
      .whereNot("o.status", "cancelled")
      .whereNull("o.released_at")
      .groupByRaw("o.status, p.captured_millimes >= p.due_millimes")
      .select(
        "o.status",
        knex.raw("p.captured_millimes >= p.due_millimes as is_paid"),
        knex.raw("count(distinct o.id) as orders"),
        knex.raw("sum(e.amount_millimes) as amount"),
      )
    const waiting = new Map<WaitingReason, VendorBalance["waiting"][number]>()
    for (const row of rows) {
      const reason = waitingReason(row.status, row.is_paid)
      const before = waiting.get(reason)
      waiting.set(reason, {
        reason,
        order_count: (before?.order_count ?? 0) + Number(row.orders),
        amount_millimes: (before?.amount_millimes ?? 0) - Number(row.amount),
      })
    }
    const balance = 0 - Number(whole.balance)
    const held = sum([...waiting.values()].map((one) => one.amount_millimes))
    return {
      balance_millimes: balance,
      available_millimes: balance - held,
      waiting: [...waiting.values()],
    }
  }

  /**
   * Whether the ledger holds: all accounts sum to zero, and so does each transaction. The database
   * refuses anything else at writing; this sees what was done behind its back.
   */
  @InjectManager()
  async checkLedger(@MedusaContext() context: Context<EntityManager> = {}): Promise<LedgerCheck> {
    const knex = context.manager!.getKnex()
    const [whole] = await knex("ledger_entry").select(
      knex.raw("coalesce(sum(amount_millimes), 0) as sum"),
      knex.raw("count(distinct transaction_id) as transactions"),
    )
    const broken: { transaction_id: string }[] = await knex("ledger_entry")
      .groupBy("transaction_id")
      .havingRaw("sum(amount_millimes) <> 0")
      .select("transaction_id")
      .limit(20)
    return {
      holds: Number(whole.sum) === 0 && broken.length === 0,
      sum_millimes: Number(whole.sum),
      unbalanced: broken.map((row) => row.transaction_id),
      transaction_count: Number(whole.transactions),
    }
  }

  /** What a move means for the money: cash in the carrier's hands, or a sale undone. */
  private async bookMove_(
    { id, to, actor }: { id: string; to: VendorOrderStatus; actor: string },
    context: Context<EntityManager>,
  ) {
    const knex = context.transactionManager!.getTransactionContext()!
    const [order] = await knex("vendor_order").where({ id })
    if (to === "delivered" && isCash(order.payment_method)) {
      const carrier = order.carrier ?? OWN_DELIVERY
      await knex("vendor_order").where({ id }).update({ carrier })
      const [allocation] = await knex("payment_allocation").where({ vendor_order_id: id })
      const due_millimes = Number(allocation.due_millimes)
      await this.book_(
        [cashCollectedMovement({ id, carrier, due_millimes })],
        order.currency_code,
        context,
      )
    }
    if (to === "cancelled") {
      await this.record_(
        {
          key: `cancellation:${id}`,
          asked: "cancellation",
          kind: "cancellation",
          order_id: order.order_id,
          parts: [{ vendor_order_id: id, request: "whole" }],
          reason: "",
          actor_id: actor,
          payment: null,
          vat: { lines: {}, shipping: {} },
        },
        context,
      )
    }
  }

  /** What refunds and cancellations would do, to the millime, without doing it. */
  @InjectManager()
  async previewRefund(
    decision: Pick<RefundDecision, "kind" | "parts" | "vat">,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<RefundPlan[]> {
    const found = await returnableOrders(
      context.manager!.getKnex(),
      decision.parts.map((part) => part.vendor_order_id),
      decision.vat,
    )
    return planAll(decision, found).map(({ plan }) => plan)
  }

  /**
   * Decides a refund or a cancellation: what goes back, who bears it, and the ledger, in one
   * transaction. The money itself is sent after. Asked twice under one key, decided once.
   */
  @InjectTransactionManager()
  async decideRefund(
    decision: RefundDecision,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ id: string; is_new: boolean }> {
    const knex = context.transactionManager!.getTransactionContext()!
    const ids = decision.parts.map((part) => part.vendor_order_id)
    // Deux décisions sur la même commande vendeur passent l'une après l'autre.
    await knex("vendor_order").whereIn("id", ids).orderBy("id").forUpdate().select("id")
    const [known] = await this.listOrderRefunds({ key: decision.key }, { take: 1 }, context)
    if (known) {
      if ((known.asked as { text?: string }).text !== decision.asked) {
        throw errors.refund_key_reused()
      }
      return { id: known.id, is_new: false }
    }
    if (decision.kind === "cancellation") await this.moveCancelled_(decision, context)
    return { id: await this.record_(decision, context), is_new: true }
  }

  /** A cancellation is the operator's, before delivery; with no piece left, the order is cancelled. */
  private async moveCancelled_(decision: RefundDecision, context: Context<EntityManager>) {
    const knex = context.transactionManager!.getTransactionContext()!
    const found = await returnableOrders(
      knex,
      decision.parts.map((part) => part.vendor_order_id),
      decision.vat,
    )
    for (const part of decision.parts) {
      const order = found.find((one) => one.id === part.vendor_order_id)
      if (!order) throw commonErrors.not_found({ what: things.order, id: part.vendor_order_id })
      const allowed = allowedVendorOrderMoves(order.status, "operator")
      const isWhole = part.request === "whole" || leavesNothing(order, part.request)
      // Une commande partie s'annule en entier ; il n'y manque plus rien à compter.
      if (!allowed.includes("cancelled") || (order.status === "shipped" && !isWhole)) {
        throw errors.vendor_order_move_refused({
          number: order.number,
          from: VENDOR_ORDER_STATUS_NAMES[order.status],
          to: VENDOR_ORDER_STATUS_NAMES.cancelled,
          allowed: listed(allowed.map((status) => VENDOR_ORDER_STATUS_NAMES[status])),
        })
      }
      if (!isWhole) continue
      part.request = "whole"
      await knex("vendor_order")
        .where({ id: order.id })
        .update({ status: "cancelled", updated_at: new Date() })
      await this.createVendorOrderEvents(
        [{ status: "cancelled", actor: decision.actor_id, vendor_order_id: order.id }],
        context,
      )
    }
  }

  private async record_(
    decision: RefundDecision,
    context: Context<EntityManager>,
  ): Promise<string> {
    const knex = context.transactionManager!.getTransactionContext()!
    const found = await returnableOrders(
      knex,
      decision.parts.map((part) => part.vendor_order_id),
      decision.vat,
    )
    const planned = planAll(decision, found)
    const amount = sum(planned.map(({ plan }) => plan.amount_millimes))
    if (decision.expected_millimes !== undefined && decision.expected_millimes !== amount) {
      throw errors.refund_changed({ shown: decision.expected_millimes, now: amount })
    }
    const first = found[0]!
    const method = amount === 0 ? "none" : decision.payment ? "gateway" : "by_hand"
    const refund = await this.createOrderRefunds(
      {
        key: decision.key,
        asked: { text: decision.asked },
        kind: decision.kind,
        order_id: decision.order_id,
        order_display_id: first.order_display_id,
        status: method === "none" ? "done" : method === "gateway" ? "sending" : "due",
        method,
        due_reason: method === "by_hand" ? "no_gateway" : null,
        payment_id: decision.payment?.id ?? null,
        provider_id: decision.payment?.provider_id ?? first.payment_method,
        currency_code: first.currency_code,
        amount_millimes: amount,
        voided_millimes: sum(planned.map(({ plan }) => plan.voided_millimes)),
        reason: decision.reason,
        created_by: decision.actor_id,
        ...(method === "none" && { settled_by: decision.actor_id, settled_at: new Date() }),
      },
      context,
    )
    for (const { order, plan } of planned) {
      await this.recordShare_(refund.id, decision.kind, order, plan, context)
    }
    return refund.id
  }

  private async recordShare_(
    refundId: string,
    kind: RefundKind,
    order: FoundReturnable,
    plan: RefundPlan,
    context: Context<EntityManager>,
  ) {
    const knex = context.transactionManager!.getTransactionContext()!
    const { lines, vendor_net_millimes: _net, ...facts } = plan
    const share = await this.createOrderRefundShares({ ...facts, refund_id: refundId }, context)
    await this.createOrderRefundLines(
      lines.map((line) => ({ ...line, share_id: share.id })),
      context,
    )
    const column = kind === "refund" ? "refunded_quantity" : "cancelled_quantity"
    for (const line of lines) {
      if (line.kind !== "line") continue
      await knex("vendor_order_line").where({ id: line.line_id }).increment(column, line.quantity!)
    }
    const shipping = lines.find((line) => line.kind === "shipping")
    if (shipping) {
      await this.updateVendorOrders(
        {
          id: order.id,
          shipping_returned_millimes: order.shipping_returned_millimes + shipping.amount_millimes,
        },
        context,
      )
    }
    await this.updatePaymentAllocations(
      {
        id: order.allocation_id,
        due_millimes: order.due_millimes - plan.voided_millimes,
        authorized_millimes: order.authorized_millimes - plan.voided_millimes,
        refunded_millimes: order.refunded_millimes + plan.amount_millimes,
      },
      context,
    )
    await this.book_(refundMovements({ ...plan, id: share.id, kind }), order.currency_code, context)
  }

  /**
   * The buyer has the money: the gateway said so, or a person who paid did. Told twice, booked once.
   * @returns whether this call settled it.
   */
  @InjectTransactionManager()
  async settleRefund(
    input: { id: string; reference: string; actor_id: string; method: "gateway" | "by_hand" },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<boolean> {
    const knex = context.transactionManager!.getTransactionContext()!
    const [refund] = await knex("order_refund").where({ id: input.id }).forUpdate()
    if (!refund) throw commonErrors.not_found({ what: things.refund, id: input.id })
    if (refund.status === "done") {
      if (refund.reference === input.reference) return false
      throw errors.refund_settled({ reference: refund.reference ?? "—" })
    }
    if (input.method === "by_hand" && refund.status !== "due") throw errors.refund_being_sent()
    await knex("order_refund").where({ id: input.id }).update({
      status: "done",
      method: input.method,
      reference: input.reference,
      settled_by: input.actor_id,
      settled_at: new Date(),
      updated_at: new Date(),
    })
    await this.book_(
      [
        refundPaidMovement({
          id: input.id,
          amount_millimes: Number(refund.amount_millimes),
          provider: input.method === "gateway" ? refund.provider_id : null,
        }),
      ],
      refund.currency_code,
      context,
    )
    return true
  }

  /** The gateway did not do it, or nobody knows: somebody has to look and pay by hand. */
  @InjectTransactionManager()
  async handOverRefund(
    input: { id: string; due_reason: "refused" | "unclear"; failure: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    const knex = context.transactionManager!.getTransactionContext()!
    await knex("order_refund").where({ id: input.id, status: "sending" }).update({
      status: "due",
      method: "by_hand",
      due_reason: input.due_reason,
      failure: input.failure,
      updated_at: new Date(),
    })
  }

  /** Orders as payments, newest first: what was due, paid and given back, over all their vendors. */
  @InjectManager()
  async orderPayments(
    filters: { status?: OrderPaymentStatus; q?: string; order_id?: string },
    page: { limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ payments: OrderPayment[]; count: number }> {
    const knex = context.manager!.getKnex()
    const all = knex("vendor_order as o")
      .join("payment_allocation as p", "p.vendor_order_id", "o.id")
      .whereNull("o.deleted_at")
      .modify((query) => {
        if (filters.order_id) query.where("o.order_id", filters.order_id)
      })
      .groupBy("o.order_id", "o.order_display_id", "o.payment_method", "o.currency_code")
      .select(
        "o.order_id",
        "o.order_display_id",
        "o.payment_method",
        "o.currency_code",
        knex.raw("min(o.buyer_name) as buyer_name"),
        knex.raw("min(o.created_at) as created_at"),
        knex.raw("sum(o.total_millimes) as total"),
        knex.raw("sum(p.due_millimes) as due"),
        knex.raw("sum(p.refunded_millimes) as refunded"),
        knex.raw(
          `sum(case when o.payment_method like '${CASH}%' and o.status = 'delivered'
                    then p.due_millimes else p.captured_millimes end) as paid`,
        ),
      )
    const named = knex.from(all.as("a")).select(
      "*",
      knex.raw(`case when due = 0 then 'cancelled'
                     when paid = 0 then 'pending'
                     when refunded >= paid then 'refunded'
                     when refunded > 0 then 'partially_refunded'
                     else 'paid' end as status`),
    )
    const asked = knex.from(named.as("b")).modify((query) => {
      if (filters.status) query.where("status", filters.status)
      if (!filters.q) return
      const number = Number(filters.q.replace(/^#/, "").split("-")[0])
      if (Number.isSafeInteger(number) && number > 0) query.where("order_display_id", number)
      else query.whereILike("buyer_name", `%${filters.q.replace(/[%_\\]/g, "\\$&")}%`)
    })
    const [total] = await asked.clone().count("* as count")
    const rows: Record<string, string>[] = await asked
      .orderBy([
        { column: "created_at", order: "desc" },
        { column: "order_id", order: "desc" },
      ])
      .limit(page.limit)
      .offset(page.offset)
      .select("*")
    return {
      count: Number(total!.count),
      payments: rows.map((row) => ({
        order_id: row.order_id!,
        order_display_id: Number(row.order_display_id),
        payment_method: row.payment_method!,
        currency_code: row.currency_code!,
        buyer_name: row.buyer_name!,
        created_at: new Date(row.created_at!),
        // The statement's own words.
        status: row.status as OrderPaymentStatus,
        total_millimes: Number(row.total),
        due_millimes: Number(row.due),
        paid_millimes: Number(row.paid),
        refunded_millimes: Number(row.refunded),
      })),
    }
  }

  /** What each vendor order of an order still has to give back. */
  @InjectManager()
  async returnable(
    vendorOrderIds: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<FoundReturnable[]> {
    return await returnableOrders(context.manager!.getKnex(), vendorOrderIds, {
      lines: {},
      shipping: {},
    })
  }

  /** How often a coupon served, or is being ordered with right now, by other carts. */
  @InjectManager()
  async couponUses(
    couponId: string,
    cartId: string,
    buyer: string,
    now: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<CouponUses> {
    const transaction = context.transactionManager?.getTransactionContext<Knex>()
    const knex: Knex = transaction ?? context.manager!.getKnex()
    const [row] = await knex("coupon_use")
      .where({ coupon_id: couponId })
      .whereNot({ cart_id: cartId })
      .whereNull("deleted_at")
      .where((query) =>
        query
          .whereNotNull("order_id")
          .orWhere("updated_at", ">", new Date(now.getTime() - COUPON_HOLD_MS)),
      )
      .select(
        knex.raw("count(*) as all_uses"),
        knex.raw("count(*) filter (where buyer = ? and buyer <> '') as buyer_uses", [buyer]),
      )
    return { all: Number(row.all_uses), buyer: Number(row.buyer_uses) }
  }

  /**
   * Takes one use of each coupon for a cart that is about to be ordered, and gives back those that
   * it no longer carries. A cart that tries again keeps the one it took.
   * @returns the coupon that has no use left, or null.
   */
  @InjectTransactionManager()
  async takeCouponUses(
    taken: { cart_id: string; buyer: string; coupon_ids: string[]; now: Date },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<string | null> {
    const knex = context.transactionManager!.getTransactionContext()!
    await knex("coupon_use")
      .where({ cart_id: taken.cart_id })
      .whereNull("order_id")
      .whereNotIn("coupon_id", taken.coupon_ids)
      .delete()
    if (taken.coupon_ids.length === 0) return null
    const coupons: { id: string; max_uses: number | null; max_uses_per_buyer: number | null }[] =
      await knex("coupon").whereIn("id", taken.coupon_ids).orderBy("id").forUpdate()
    for (const coupon of coupons) {
      const uses = await this.couponUses(coupon.id, taken.cart_id, taken.buyer, taken.now, context)
      if (coupon.max_uses !== null && uses.all >= coupon.max_uses) return coupon.id
      if (coupon.max_uses_per_buyer !== null && uses.buyer >= coupon.max_uses_per_buyer) {
        return coupon.id
      }
    }
    const known = await this.listCouponUses(
      { cart_id: taken.cart_id, coupon_id: taken.coupon_ids },
      { take: 100 },
      context,
    )
    await this.updateCouponUses(
      known.map(({ id }) => ({ id, buyer: taken.buyer })),
      context,
    )
    await knex("coupon_use")
      .whereIn(
        "id",
        known.map(({ id }) => id),
      )
      .update({ updated_at: taken.now })
    await this.createCouponUses(
      taken.coupon_ids
        .filter((id) => !known.some((one) => one.coupon_id === id))
        .map((coupon_id) => ({ coupon_id, cart_id: taken.cart_id, buyer: taken.buyer })),
      context,
    )
    return null
  }

  /** Orders placed with each coupon. */
  @InjectManager()
  async orderedUses(
    couponIds: string[],
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Map<string, number>> {
    const knex = context.manager!.getKnex()
    const rows: { coupon_id: string; count: string }[] = await knex("coupon_use")
      .whereIn("coupon_id", couponIds)
      .whereNotNull("order_id")
      .groupBy("coupon_id")
      .select("coupon_id")
      .count("* as count")
    return new Map(rows.map((row) => [row.coupon_id, Number(row.count)]))
  }

  /** Refunds whose sender stopped before it said how it went. */
  async refundsLeft(olderThan: Date): Promise<{ id: string }[]> {
    return await this.listOrderRefunds(
      { status: "sending", updated_at: { $lt: olderThan } },
      { select: ["id"], take: 200, order: { created_at: "ASC" } },
    )
  }

  /**
   * Books a capture to the vendor orders it pays, each its share. Told twice, booked once; cash is
   * booked by its delivery and its remittance instead. What nobody is owed any more (paid twice, or
   * cancelled meanwhile) becomes a refund to be sent.
   */
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
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    if (isCash(capture.provider_id)) return
    const knex = context.transactionManager!.getTransactionContext()!
    const rows: {
      id: string
      vendor_order_id: string
      due_millimes: string
      captured_millimes: string
    }[] = await knex("payment_allocation")
      .where({ payment_collection_id: capture.payment_collection_id })
      .whereNull("deleted_at")
      .orderBy("vendor_order_id")
      .forUpdate()
    const sources = ["excess", ...rows.map((row) => row.vendor_order_id)].map(
      (part) => `${capture.id}/${part}`,
    )
    const [known] = await knex("ledger_transaction")
      .whereIn("source", sources)
      .where({ kind: "payment_captured" })
      .limit(1)
    if (known || rows.length === 0) return
    const shares = shareCapture(
      capture.amount_millimes,
      rows.map((row) => ({
        id: row.vendor_order_id,
        left_millimes: Number(row.due_millimes) - Number(row.captured_millimes),
      })),
    )
    const excess = capture.amount_millimes - sum(shares.map((share) => share.amount_millimes))
    if (excess > 0) {
      const [order] = await knex("vendor_order").where({ id: rows[0]!.vendor_order_id })
      await this.createOrderRefunds(
        {
          key: `excess:${capture.id}`,
          asked: { text: "excess" },
          kind: "refund",
          order_id: order.order_id,
          order_display_id: order.order_display_id,
          status: "sending",
          method: "gateway",
          payment_id: capture.payment_id,
          provider_id: capture.provider_id,
          currency_code: order.currency_code,
          amount_millimes: excess,
          voided_millimes: 0,
          reason: EXCESS_REASON,
          created_by: "payment",
        },
        context,
      )
    }
    for (const share of shares) {
      const row = rows.find((one) => one.vendor_order_id === share.id)!
      await this.updatePaymentAllocations(
        {
          id: row.id,
          captured_millimes: Number(row.captured_millimes) + share.amount_millimes,
        },
        context,
      )
    }
    await this.book_(
      [
        ...shares.map((share) =>
          captureMovement({
            id: capture.id,
            vendor_order_id: share.id,
            provider: capture.provider_id,
            amount_millimes: share.amount_millimes,
          }),
        ),
        ...(excess > 0
          ? [
              excessMovement({
                id: capture.id,
                provider: capture.provider_id,
                amount_millimes: excess,
              }),
            ]
          : []),
        ...(capture.fee_millimes > 0
          ? [
              gatewayFeeMovement({
                id: capture.id,
                provider: capture.provider_id,
                amount_millimes: capture.fee_millimes,
              }),
            ]
          : []),
      ],
      LEDGER_CURRENCY,
      context,
    )
  }

  /**
   * Records what a carrier hands over: rows that match their parcel to the millime are booked, the
   * others wait for somebody. A remittance is recorded once.
   */
  @InjectTransactionManager()
  async recordRemittance(
    input: { carrier: string; reference: string; rows: RemittedRow[]; actor_id: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{
    id: string
    matched: number
    exceptions: number
    /** Orders that this remittance proves delivered. */
    delivered: { id: string; order_id: string }[]
  }> {
    const knex = context.transactionManager!.getTransactionContext()!
    await this.lockSettlement_(context)
    const [known] = await this.listRemittances(
      { carrier: input.carrier, reference: input.reference },
      { take: 1 },
      context,
    )
    if (known) throw errors.remittance_known({ reference: input.reference })

    const orders = await cashOrders(knex, input.rows)
    const matched = matchRemittance(input.carrier, input.rows, orders.map(parcelOf))
    const proven = orders.filter(
      (order) =>
        order.status === "shipped" &&
        matched.some((row) => row.vendor_order_id === order.id && provesDelivery(row.problem)),
    )
    for (const { id } of proven) {
      await this.moveVendorOrder(
        { id, from: "shipped", to: "delivered", actor: input.actor_id },
        context,
      )
    }

    const remittance = await this.createRemittances(
      {
        carrier: input.carrier,
        reference: input.reference,
        total_millimes: sum(input.rows.map((row) => row.amount_millimes)),
        recorded_by: input.actor_id,
      },
      context,
    )
    await this.createRemittanceLines(
      matched.map((row) => ({
        ...row,
        status: row.problem ? ("exception" as const) : ("matched" as const),
        remittance_id: remittance.id,
      })),
      context,
    )
    const paid = matched.filter((row) => !row.problem)
    for (const row of paid) {
      const order = orders.find((one) => one.id === row.vendor_order_id)!
      await this.capture_(order, row.amount_millimes, context)
    }
    return {
      id: remittance.id,
      matched: paid.length,
      exceptions: matched.length - paid.length,
      delivered: proven.map(({ id, order_id }) => ({ id, order_id })),
    }
  }

  /** What recording these rows would give, without recording them. */
  @InjectManager()
  async previewRemittance(
    input: { carrier: string; rows: RemittedRow[] },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<MatchedRow[]> {
    const orders = await cashOrders(context.manager!.getKnex(), input.rows)
    return matchRemittance(input.carrier, input.rows, orders.map(parcelOf))
  }

  /**
   * Closes an exception: a gap is accepted (the order counts as paid, the gap is the marketplace's)
   * or the row is dismissed (nothing is booked). Only a gap of amount can be accepted.
   */
  @InjectTransactionManager()
  async resolveRemittanceLine(
    decision: { id: string; accept: boolean; resolution: string; actor_id: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ) {
    const knex = context.transactionManager!.getTransactionContext()!
    await this.lockSettlement_(context)
    const [line] = await knex("remittance_line").where({ id: decision.id }).forUpdate()
    if (!line) throw commonErrors.not_found({ what: things.remittance_line, id: decision.id })
    if (line.status !== "exception") throw errors.remittance_line_closed()
    if (decision.accept) {
      if (line.problem !== "amount_differs") throw errors.remittance_line_not_acceptable()
      const [order]: CashOrder[] = await knex("vendor_order as o")
        .join("payment_allocation as p", "p.vendor_order_id", "o.id")
        .where("o.id", line.vendor_order_id)
        .select("o.*", "p.id as allocation_id", "p.due_millimes", "p.captured_millimes")
      // Un autre reversement l'a payé entre-temps.
      if (parcelOf(order).is_remitted) throw errors.remittance_line_closed()
      await this.capture_(order, Number(line.amount_millimes), context)
    }
    await this.updateRemittanceLines(
      {
        id: decision.id,
        status: decision.accept ? "accepted" : "dismissed",
        resolution: decision.resolution,
        resolved_by: decision.actor_id,
      },
      context,
    )
  }

  private async capture_(
    order: CashOrder,
    remitted_millimes: number,
    context: Context<EntityManager>,
  ) {
    const due_millimes = Number(order.due_millimes)
    await this.updatePaymentAllocations(
      { id: order.allocation_id, captured_millimes: due_millimes },
      context,
    )
    await this.book_(
      [
        remittanceMovement({
          id: order.id,
          carrier: order.carrier ?? OWN_DELIVERY,
          due_millimes,
          remitted_millimes,
        }),
      ],
      order.currency_code,
      context,
    )
  }

  /** Orders paid in cash, delivered and not handed over yet, the oldest first. */
  @InjectManager()
  async cashToRemit(
    page: { limit: number; offset: number },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ parcels: CashToRemit[]; count: number }> {
    const knex = context.manager!.getKnex()
    const all = knex("vendor_order as o")
      .join("payment_allocation as p", "p.vendor_order_id", "o.id")
      .join("vendor_order_event as e", (join: Knex.JoinClause) =>
        join.on("e.vendor_order_id", "o.id").andOnVal("e.status", "delivered"),
      )
      .where("o.status", "delivered")
      .whereLike("o.payment_method", `${CASH}%`)
      .whereRaw("p.captured_millimes < p.due_millimes")
    const [total] = await all.clone().count("* as count")
    const rows: {
      id: string
      number: string
      carrier: string | null
      vendor_id: string
      due_millimes: string
      created_at: Date
    }[] = await all
      .orderBy([{ column: "e.created_at" }, { column: "o.id" }])
      .limit(page.limit)
      .offset(page.offset)
      .select("o.id", "o.number", "o.carrier", "o.vendor_id", "p.due_millimes", "e.created_at")
    return {
      count: Number(total!.count),
      parcels: rows.map((row) => ({
        vendor_order_id: row.id,
        number: row.number,
        carrier: row.carrier,
        vendor_id: row.vendor_id,
        due_millimes: Number(row.due_millimes),
        delivered_at: row.created_at,
      })),
    }
  }

  /**
   * Makes the money of delivered orders available where nothing holds it any more.
   * @returns how many orders this call released.
   */
  @InjectTransactionManager()
  async releaseOrders(
    now: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<number> {
    const knex = context.transactionManager!.getTransactionContext()!
    const rows: {
      id: string
      return_days: number
      due_millimes: string
      captured_millimes: string
      created_at: Date
    }[] = await knex("vendor_order as o")
      .join("vendor as v", "v.id", "o.vendor_id")
      .join("payment_allocation as p", "p.vendor_order_id", "o.id")
      .join("vendor_order_event as e", (join: Knex.JoinClause) =>
        join.on("e.vendor_order_id", "o.id").andOnVal("e.status", "delivered"),
      )
      .where("o.status", "delivered")
      .whereNull("o.released_at")
      .whereNull("o.deleted_at")
      .select("o.id", "v.return_days", "p.due_millimes", "p.captured_millimes", "e.created_at")
    const free = rows.filter(
      (row) =>
        holdOf(
          {
            delivered_at: row.created_at,
            return_days: row.return_days,
            due_millimes: Number(row.due_millimes),
            captured_millimes: Number(row.captured_millimes),
          },
          now,
        ) === null,
    )
    return await knex("vendor_order")
      .whereIn(
        "id",
        free.map((row) => row.id),
      )
      .whereNull("released_at")
      .update({ released_at: now })
  }

  /** What each vendor may draw: its account, less what hangs on orders not released. */
  @InjectManager()
  async availableByVendor(
    vendorIds: string[] | null = null,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<Map<string, number>> {
    const transaction = context.transactionManager?.getTransactionContext<Knex>()
    const knex: Knex = transaction ?? context.manager!.getKnex()
    const rows: { account: string; available: string }[] = await knex("ledger_entry as e")
      .join("ledger_transaction as t", "t.id", "e.transaction_id")
      .leftJoin("vendor_order as o", "o.id", "t.vendor_order_id")
      .whereLike("e.account", "vendors/%")
      .modify((query) => {
        if (vendorIds) query.whereIn("e.account", vendorIds.map(accounts.vendor))
      })
      .where((query) =>
        query.whereNull("o.id").orWhereNotNull("o.released_at").orWhere("o.status", "cancelled"),
      )
      .groupBy("e.account")
      .select("e.account", knex.raw("-sum(e.amount_millimes) as available"))
    return new Map(rows.map((row) => [vendorOfAccount(row.account)!, Number(row.available)]))
  }

  /** Counts what every vendor may draw and plans who is paid. One run at a time waits for approval. */
  @InjectTransactionManager()
  async preparePayoutRun(
    input: { minimum_millimes: number; actor_id: string; now: Date },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ id: string }> {
    await this.lockSettlement_(context)
    const [waiting] = await this.listPayoutRuns({ status: "prepared" }, { take: 1 }, context)
    if (waiting) throw errors.payout_run_waiting()
    await this.releaseOrders(input.now, context)
    const available = await this.availableByVendor(null, context)
    const vendors = await this.listVendors(
      { id: [...available.keys()] },
      { select: ["id", "status", "rib"], take: available.size || 1 },
      context,
    )
    const payees = vendors.map((vendor): Payee => ({
      id: vendor.id,
      status: vendor.status as VendorStatus,
      rib: vendor.rib,
      available_millimes: available.get(vendor.id)!,
    }))
    const planned = planPayouts(payees, input.minimum_millimes)
    if (planned.length === 0) throw errors.nothing_to_pay()
    const run = await this.createPayoutRuns(
      { minimum_millimes: input.minimum_millimes, prepared_by: input.actor_id },
      context,
    )
    await this.createPayouts(
      planned.map((payout) => ({
        ...payout,
        status: payout.skip_reason ? ("skipped" as const) : ("planned" as const),
        run_id: run.id,
      })),
      context,
    )
    return { id: run.id }
  }

  /**
   * A second person approves a run, which draws the money, or refuses it. What is no longer
   * available, or whose account changed since it was prepared, is skipped and not drawn.
   */
  @InjectTransactionManager()
  async decidePayoutRun(
    decision: { id: string; approve: boolean; actor_id: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ) {
    const knex = context.transactionManager!.getTransactionContext()!
    await this.lockSettlement_(context)
    const [run] = await knex("payout_run").where({ id: decision.id }).forUpdate()
    if (!run) throw commonErrors.not_found({ what: things.payout_run, id: decision.id })
    if (run.prepared_by === decision.actor_id) throw errors.second_person_needed()
    if (run.status !== "prepared") throw errors.payout_run_decided()
    await knex("payout_run")
      .where({ id: run.id })
      .update({
        status: decision.approve ? "approved" : "refused",
        decided_by: decision.actor_id,
        decided_at: new Date(),
        updated_at: new Date(),
      })
    if (!decision.approve) return

    const payouts: {
      id: string
      vendor_id: string
      amount_millimes: string
      rib: string | null
      rib_now: string | null
    }[] = await knex("payout as p")
      .join("vendor as v", "v.id", "p.vendor_id")
      .where({ run_id: run.id, "p.status": "planned" })
      .select("p.id", "p.vendor_id", "p.amount_millimes", "p.rib", "v.rib as rib_now")
    const available = await this.availableByVendor(
      payouts.map((payout) => payout.vendor_id),
      context,
    )
    for (const payout of payouts) {
      const amount_millimes = Number(payout.amount_millimes)
      const isStill =
        (available.get(payout.vendor_id) ?? 0) >= amount_millimes && payout.rib === payout.rib_now
      await knex("payout")
        .where({ id: payout.id })
        .update(
          isStill ? { status: "sent" } : { status: "skipped", skip_reason: "balance_changed" },
        )
      if (isStill) {
        const { id, vendor_id } = payout
        await this.book_(
          [payoutMovement({ id, vendor_id, amount_millimes })],
          LEDGER_CURRENCY,
          context,
        )
      }
    }
  }

  /** What the bank did of one payout. Rejected: the vendor is owed again. Told twice, booked once. */
  @InjectTransactionManager()
  async settlePayout(
    input: { id: string; outcome: "paid" | "rejected"; note: string | null; actor_id: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ) {
    const knex = context.transactionManager!.getTransactionContext()!
    const [payout] = await knex("payout").where({ id: input.id }).forUpdate()
    if (!payout) throw commonErrors.not_found({ what: things.payout, id: input.id })
    if (payout.status !== "sent") throw errors.payout_settled()
    await knex("payout").where({ id: payout.id }).update({
      status: input.outcome,
      note: input.note,
      settled_by: input.actor_id,
      updated_at: new Date(),
    })
    const { id, vendor_id } = payout
    const drawn = { id, vendor_id, amount_millimes: Number(payout.amount_millimes) }
    await this.book_([settledPayoutMovement(drawn, input.outcome)], LEDGER_CURRENCY, context)
  }

  /** Runs and remittances that happen at once would count the same money: one after the other. */
  private async lockSettlement_(context: Context<EntityManager>) {
    const knex = context.transactionManager!.getTransactionContext()!
    await knex.raw("select pg_advisory_xact_lock(hashtext('souk:settlement'))")
  }

  private async book_(
    movements: Movement[],
    currencyCode: string,
    context: Context<EntityManager>,
  ) {
    const transactions = await this.createLedgerTransactions(
      movements.map(({ source, kind, vendor_order_id }) => ({
        source,
        kind,
        vendor_order_id: vendor_order_id ?? null,
        currency_code: currencyCode,
      })),
      context,
    )
    const idOf = new Map(transactions.map((one) => [`${one.source} ${one.kind}`, one.id]))
    await this.createLedgerEntries(
      movements.flatMap((movement) =>
        movement.entries.map((entry) => ({
          ...entry,
          transaction_id: idOf.get(`${movement.source} ${movement.kind}`)!,
        })),
      ),
      context,
    )
  }

  /**
   * What the ledger took and gave back of commission in a period, by vendor and kind of movement,
   * with its TVA. Above zero: the vendor paid it.
   */
  @InjectManager()
  async commissionMovements(
    period: { from: Date; to: Date; vendor_id?: string },
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<CommissionMovement[]> {
    const knex = context.manager!.getKnex()
    const { rows } = await knex.raw(
      `SELECT v.vendor_id, t.kind, count(DISTINCT t.id)::int AS movement_count,
              -coalesce(sum(e.amount_millimes) FILTER (WHERE e.account = :commission), 0) AS commission,
              -coalesce(sum(e.amount_millimes) FILTER (WHERE e.account = :vat), 0) AS vat
         FROM ledger_entry e
         JOIN ledger_transaction t ON t.id = e.transaction_id
         JOIN LATERAL (SELECT DISTINCT substr(w.account, 9) AS vendor_id FROM ledger_entry w
                        WHERE w.transaction_id = t.id AND w.account LIKE 'vendors/%') v ON true
        WHERE e.account IN (:commission, :vat) AND e.created_at >= :from AND e.created_at < :to
          AND (:vendor::text IS NULL OR v.vendor_id = :vendor)
        GROUP BY v.vendor_id, t.kind
        ORDER BY v.vendor_id, t.kind`,
      {
        commission: accounts.commissionRevenue,
        vat: accounts.commissionVat,
        from: period.from,
        to: period.to,
        vendor: period.vendor_id ?? null,
      },
    )
    return rows.map((row: Record<string, string>) => ({
      vendor_id: row.vendor_id!,
      // The service is what writes this column.
      kind: row.kind as MovementKind,
      movement_count: Number(row.movement_count),
      commission_millimes: Number(row.commission),
      vat_millimes: Number(row.vat),
    }))
  }

  /** What became of the orders that vendors received since a day: how many, and how many were cancelled. */
  @InjectManager()
  async cancellationsOf(
    vendorIds: string[],
    since: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<{ vendor_id: string; orders: number; cancelled: number }[]> {
    if (vendorIds.length === 0) return []
    const knex = context.manager!.getKnex()
    const { rows } = await knex.raw(
      `SELECT vendor_id, count(*)::int AS orders,
              (count(*) FILTER (WHERE status = 'cancelled'))::int AS cancelled
         FROM vendor_order
        WHERE vendor_id = ANY(?) AND created_at >= ? AND deleted_at IS NULL
        GROUP BY vendor_id`,
      [vendorIds, since],
    )
    return rows
  }
}
