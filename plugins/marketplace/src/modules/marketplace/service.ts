import type { Context, InferTypeOf, Logger } from "@medusajs/framework/types"
import {
  InjectManager,
  InjectTransactionManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, things } from "@souk/kit/errors"
import { saleMovement, type Movement } from "../../domain/ledger"
import type { Slice } from "../../domain/split-order"
import { DEFAULT_COMMISSION_BPS } from "../../domain/commission"
import { errors } from "../../domain/errors"
import type { VendorStatus } from "../../domain/vendor-status"
import type { VendorOrderStatus } from "../../domain/vendor-order-status"
import { CommissionLine } from "./models/commission-line"
import { Delegation, Governorate } from "./models/governorate"
import { LedgerEntry, LedgerTransaction } from "./models/ledger"
import { PaymentAllocation } from "./models/payment-allocation"
import { Vendor } from "./models/vendor"
import { VendorMember } from "./models/vendor-member"
import { VendorOrder } from "./models/vendor-order"
import { VendorOrderEvent } from "./models/vendor-order-event"
import { VendorOrderLine } from "./models/vendor-order-line"
import { VendorProduct } from "./models/vendor-product"
import { VendorStatusChange } from "./models/vendor-status-change"

export type VendorRow = InferTypeOf<typeof Vendor>
export type VendorOrderRow = InferTypeOf<typeof VendorOrder>

/** Facts of an order that every slice repeats, and the texts of its lines. */
export type SplitFacts = {
  order_id: string
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

type Options = {
  commission_bps?: number
  /** How old an unfinished checkout must be before the repair run touches it. */
  repair_after_seconds?: number
}

const models = {
  CommissionLine,
  Delegation,
  Governorate,
  LedgerEntry,
  LedgerTransaction,
  PaymentAllocation,
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
  readonly repairAfterSeconds: number

  constructor(container: { logger: Logger }, options: Options = {}) {
    // The framework hands container and options to the generated base class as they come.
    super(...(arguments as unknown as []))
    this.logger_ = container.logger
    this.defaultCommissionBps = options.commission_bps ?? DEFAULT_COMMISSION_BPS
    // Core's own locks on a checkout live two minutes.
    this.repairAfterSeconds = options.repair_after_seconds ?? 120
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
      slices.map((slice) => saleMovement({ ...slice, id: idOf.get(slice.vendor_id)! })),
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
      })
    if (moved === 0) return false
    await this.createVendorOrderEvents(
      [{ status: move.to, actor: move.actor, vendor_order_id: move.id }],
      context,
    )
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

  private async book_(
    movements: Movement[],
    currencyCode: string,
    context: Context<EntityManager>,
  ) {
    const transactions = await this.createLedgerTransactions(
      movements.map(({ source, kind }) => ({ source, kind, currency_code: currencyCode })),
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
