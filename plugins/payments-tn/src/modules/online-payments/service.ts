import type { Context, InferTypeOf } from "@medusajs/framework/types"
import { InjectTransactionManager, MedusaContext, MedusaService } from "@medusajs/framework/utils"
import type { EntityManager } from "@medusajs/framework/mikro-orm/knex"
import { commonErrors, things } from "@souk/kit/errors"
import type { CashRules } from "../../domain/cash-on-delivery"
import { errors } from "../../domain/errors"
import type { OnlinePaymentStatus } from "../../domain/online-payment"
import type { GatewayName } from "../../domain/protocol"
import { gatewayOf, type Gateway } from "../../gateways/gateway"
import type { PaymentsOptions } from "../../options"
import { CashRefusal, CashRule, FailedDelivery } from "./models/cash-on-delivery"
import { OnlinePayment } from "./models/online-payment"
import { RefundTask } from "./models/refund-task"

export type OnlinePaymentRow = InferTypeOf<typeof OnlinePayment>
export type RefundTaskRow = InferTypeOf<typeof RefundTask>

type Change = Partial<Omit<OnlinePaymentRow, "id" | "status" | "created_at" | "updated_at">>

export default class OnlinePaymentsModuleService extends MedusaService({
  OnlinePayment,
  RefundTask,
  CashRule,
  FailedDelivery,
  CashRefusal,
}) {
  readonly options: PaymentsOptions

  constructor(container: Record<string, unknown>, options: PaymentsOptions) {
    super(container, options)
    this.options = options
  }

  /** The gateway of that name, or undefined when it is switched off. */
  gateway(name: GatewayName): Gateway | undefined {
    return gatewayOf(name, this.options.gateways ?? {})
  }

  /**
   * Moves a payment on, only from where it is thought to be: two servers that learn the same thing
   * at once move it once.
   * @returns the payment as it is now, or null when another moved it first.
   */
  @InjectTransactionManager()
  async moveOnlinePayment(
    id: string,
    from: OnlinePaymentStatus,
    to: OnlinePaymentStatus,
    change: Change = {},
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<OnlinePaymentRow | null> {
    const knex = context.transactionManager!.getTransactionContext()!
    const moved = await knex("online_payment")
      .where({ id, status: from })
      .update({ ...change, status: to, updated_at: new Date() })
    return moved === 0 ? null : await this.retrieveOnlinePayment(id, {}, context)
  }

  /** Asks a person to give money back; asked twice for the same source, it is one task. */
  @InjectTransactionManager()
  async askRefundByHand(
    task: Pick<RefundTaskRow, "source" | "gateway" | "gateway_ref" | "amount_millimes" | "note">,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    const [known] = await this.listRefundTasks({ source: task.source }, { take: 1 }, context)
    if (!known) await this.createRefundTasks(task, context)
  }

  /** Notes a refund made by hand, and that its payment is given back. Done once. */
  @InjectTransactionManager()
  async completeRefundTask(
    done: { id: string; done_by: string; done_reference: string },
    now: Date,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    const knex = context.transactionManager!.getTransactionContext()!
    const { id, ...by } = done
    const [task] = await this.listRefundTasks({ id }, { take: 1 }, context)
    if (!task) throw commonErrors.not_found({ what: things.payment, id })
    const changed = await knex("refund_task")
      .where({ id, status: "open" })
      .update({ ...by, status: "done", done_at: now, updated_at: now })
    if (changed === 0) throw errors.refund_task_done()
    await knex("online_payment")
      .where({ id: task.source, status: "by_hand" })
      .update({ status: "refunded", refunded_at: now, updated_at: now })
  }

  /** Payments whose hour has come to be asked about, the longest waiting first. */
  async dueOnlinePayments(now: Date, take: number): Promise<OnlinePaymentRow[]> {
    return await this.listOnlinePayments(
      { next_check_at: { $lte: now } },
      { take, order: { next_check_at: "ASC" } },
    )
  }

  /** Writes the operator's rules for cash: the one line there is. */
  @InjectTransactionManager()
  async setCashRules(
    rules: CashRules,
    actor: string | null,
    @MedusaContext() context: Context<EntityManager> = {},
  ): Promise<void> {
    const knex = context.transactionManager!.getTransactionContext()!
    const [known] = await this.listCashRules({}, { take: 1 }, context)
    if (!known) {
      await this.createCashRules({ ...rules, updated_by: actor }, context)
      return
    }
    // The module's own update would merge the governorates: one taken out would stay.
    await knex("cash_rule")
      .where({ id: known.id })
      .update({
        ...rules,
        governorates: JSON.stringify(rules.governorates),
        updated_by: actor,
        updated_at: new Date(),
      })
  }

  /** The operator's rules for cash; none were set yet: cash everywhere, without limit. */
  async cashRules(): Promise<CashRules> {
    const [rule] = await this.listCashRules({}, { take: 1 })
    return {
      enabled: rule?.enabled ?? true,
      max_order_millimes: rule?.max_order_millimes ?? null,
      max_failed_deliveries: rule?.max_failed_deliveries ?? null,
      governorates: (rule?.governorates ?? {}) as Record<string, number>,
    }
  }
}
