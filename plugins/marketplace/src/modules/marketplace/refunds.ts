import { commonErrors, listed, things } from "@souk/kit/errors"
import { sum } from "@souk/kit/money"
import { errors } from "../../domain/errors"
import { refundMovements, refundPaidMovement } from "../../domain/ledger"
import type { RefundKind, RefundPlan } from "../../domain/refunds"
import {
  allowedVendorOrderMoves,
  VENDOR_ORDER_STATUS_NAMES,
} from "../../domain/vendor-order-status"
import { acceptOpenRequests } from "./cancellation-requests"
import { book } from "./ledger"
import { leavesNothing, planAll, type RefundDecision } from "./refund-plans"
import { lockOrders, returnableOrders, type FoundReturnable } from "./returnable"
import type { Shared, Tables } from "./tables"

/** What refunds and cancellations would do, to the millime, without doing it. */
export async function previewRefund(
  decision: Pick<RefundDecision, "kind" | "parts" | "vat">,
  context: Shared,
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
export async function decideRefund(
  tables: Tables,
  decision: RefundDecision,
  context: Shared,
): Promise<{ id: string; is_new: boolean }> {
  const knex = context.transactionManager!.getTransactionContext()!
  const ids = decision.parts.map((part) => part.vendor_order_id)
  // Deux décisions sur la même commande vendeur passent l'une après l'autre.
  await lockOrders(knex, ids)
  const [known] = await tables.listOrderRefunds({ key: decision.key }, { take: 1 }, context)
  if (known) {
    if ((known.asked as { text?: string }).text !== decision.asked) {
      throw errors.refund_key_reused()
    }
    return { id: known.id, is_new: false }
  }
  if (decision.kind === "cancellation") await moveCancelled(tables, decision, context)
  return { id: await recordRefund(tables, decision, context), is_new: true }
}

/** A cancellation is the operator's, before delivery; with no piece left, the order is cancelled. */
export async function moveCancelled(tables: Tables, decision: RefundDecision, context: Shared) {
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
    const isTravelling = order.status === "shipped" || order.status === "undelivered"
    // Une commande partie s'annule en entier ; il n'y manque plus rien à compter.
    if (!allowed.includes("cancelled") || (isTravelling && !isWhole)) {
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
    await tables.createVendorOrderEvents(
      [{ status: "cancelled", actor: decision.actor_id, vendor_order_id: order.id }],
      context,
    )
    await acceptOpenRequests(order.id, decision.actor_id, context)
  }
}

async function recordRefund(
  tables: Tables,
  decision: RefundDecision,
  context: Shared,
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
  const refund = await tables.createOrderRefunds(
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
    await recordShare(tables, refund.id, decision.kind, order, plan, context)
  }
  return refund.id
}

export async function recordShare(
  tables: Tables,
  refundId: string,
  kind: RefundKind,
  order: FoundReturnable,
  plan: RefundPlan,
  context: Shared,
) {
  const knex = context.transactionManager!.getTransactionContext()!
  const { lines, vendor_net_millimes: _net, ...facts } = plan
  const share = await tables.createOrderRefundShares({ ...facts, refund_id: refundId }, context)
  await tables.createOrderRefundLines(
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
    await tables.updateVendorOrders(
      {
        id: order.id,
        shipping_returned_millimes: order.shipping_returned_millimes + shipping.amount_millimes,
      },
      context,
    )
  }
  await tables.updatePaymentAllocations(
    {
      id: order.allocation_id,
      due_millimes: order.due_millimes - plan.voided_millimes,
      authorized_millimes: order.authorized_millimes - plan.voided_millimes,
      refunded_millimes: order.refunded_millimes + plan.amount_millimes,
    },
    context,
  )
  await book(tables, refundMovements({ ...plan, id: share.id, kind }), order.currency_code, context)
}

/**
 * The buyer has the money: the gateway said so, or a person who paid did. Told twice, booked once.
 * @returns whether this call settled it.
 */
export async function settleRefund(
  tables: Tables,
  input: { id: string; reference: string; actor_id: string; method: "gateway" | "by_hand" },
  context: Shared,
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
  await book(
    tables,
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
export async function handOverRefund(
  input: { id: string; due_reason: "refused" | "unclear"; failure: string },
  context: Shared,
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

/** What each vendor order of an order still has to give back. */
export async function stillReturnable(
  vendorOrderIds: string[],
  context: Shared,
): Promise<FoundReturnable[]> {
  return await returnableOrders(context.manager!.getKnex(), vendorOrderIds, {
    lines: {},
    shipping: {},
  })
}

/** Refunds whose sender stopped before it said how it went. */
export async function refundsLeft(tables: Tables, olderThan: Date): Promise<{ id: string }[]> {
  return await tables.listOrderRefunds(
    { status: "sending", updated_at: { $lt: olderThan } },
    { select: ["id"], take: 200, order: { created_at: "ASC" } },
  )
}
