import type {
  IEventBusModuleService,
  ILockingModule,
  Logger,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { completeCartWorkflow } from "@medusajs/medusa/core-flows"
import { reasonOf } from "@souk/kit/errors"
import { SoukEvents } from "@souk/kit/events"
import { read, readOne } from "@souk/kit/query"
import { toMillimes } from "@souk/kit/money"
import { confirmVendorOrderWorkflow } from "@souk/marketplace/workflows/confirm-vendor-order"
import { repairCheckoutsWorkflow } from "@souk/marketplace/workflows/repair-checkouts"
import {
  afterFailedOrder,
  judge,
  nextCheckAt,
  WAITING,
  type OnlinePaymentStatus,
  type RefundReason,
} from "../domain/online-payment"
import { RefusedByGatewayError } from "../domain/protocol"
import { GatewayUnreachableError } from "../gateways/exchange"
import type { Gateway } from "../gateways/gateway"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"
import type { OnlinePaymentRow } from "../modules/online-payments/service"

/** A paid cart that could not be ordered yet, or a refund cut in the middle, is looked at again then. */
const AGAIN_MS = 15_000

/** After this many, a person gives the money back. */
const REFUND_ATTEMPTS = 5

const settleStep = createStep(
  "settle-online-payment",
  async (input: { id: string }, { container }) => {
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    const locking: ILockingModule = container.resolve(Modules.LOCKING)
    const { cart_id } = await service.retrieveOnlinePayment(input.id)
    // Le retour de l'acheteur, la notification et la tâche de fond arrivent souvent ensemble.
    const row = await locking.execute(
      [`online-payment:${cart_id}`],
      () => settle(container, service, input.id),
      { timeout: 60 },
    )
    return new StepResponse(row)
  },
  // No undo: each move is complete by itself, kept by its status, and safe to run again.
)

/**
 * Brings one payment as far as it can go now: asks the gateway, places the order, confirms it, or
 * gives the money back. Run by the buyer's return, by a notification and by the clock; run again it
 * changes nothing more.
 */
export const settleOnlinePaymentWorkflow = createWorkflow(
  "settle-online-payment",
  (input: { id: string }) => new WorkflowResponse(settleStep(input)),
)

type Settling = {
  container: MedusaContainer
  service: OnlinePaymentsModuleService
  logger: Logger
  gateway: Gateway
}

async function settle(
  container: MedusaContainer,
  service: OnlinePaymentsModuleService,
  id: string,
): Promise<OnlinePaymentRow> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  let row = await service.retrieveOnlinePayment(id)
  const gateway = service.gateway(row.gateway)
  // Switched off meanwhile: nothing can be asked until its variables are back.
  if (!gateway || !row.gateway_ref) return row
  const tools = { container, service, logger, gateway }

  if (WAITING.includes(row.status)) row = await askGateway(tools, row)
  if (row.status === "paid") row = await placeOrder(tools, row)
  if (row.status === "refund_due") row = await giveBack(tools, row)
  else if (row.status === "refunding") row = await resumeRefund(tools, row)
  return row
}

/** Moves the line; when another server did it first, what it became is read. */
async function move(
  { service }: Pick<Settling, "service">,
  row: OnlinePaymentRow,
  to: OnlinePaymentStatus,
  change: Parameters<OnlinePaymentsModuleService["moveOnlinePayment"]>[3] = {},
): Promise<OnlinePaymentRow> {
  const moved = await service.moveOnlinePayment(row.id, row.status, to, change)
  return moved ?? (await service.retrieveOnlinePayment(row.id))
}

async function askGateway(tools: Settling, row: OnlinePaymentRow): Promise<OnlinePaymentRow> {
  const now = new Date()
  const next_check_at = nextCheckAt(row.opened_at, row.expires_at, now)
  let told
  try {
    told = await tools.gateway.ask(row.gateway_ref!)
  } catch (error) {
    tools.logger.warn(`Asking ${row.gateway} about ${row.id} failed: ${reasonOf(error)}`)
    return await move(tools, row, row.status, { next_check_at, note: reasonOf(error) })
  }
  const verdict = judge(row, told, now)
  if (verdict.status === "paid") {
    return await move(tools, row, "paid", {
      paid_at: now,
      fee_millimes: told.fee_millimes,
      next_check_at: new Date(now.getTime() + AGAIN_MS),
      note: null,
    })
  }
  if (verdict.status === "refund_due") {
    const { reason, amount_millimes } = verdict
    return await owe({ ...tools }, row, reason, amount_millimes, { paid_at: now })
  }
  if (verdict.status === "disputed") {
    tools.logger.error(
      `${row.gateway} says that ${row.id} is paid, for another reference or currency`,
    )
    const note = `told: ${told.reference} ${told.amount_millimes} ${told.currency}`
    return await move(tools, row, "disputed", { note, next_check_at: null })
  }
  return await move(tools, row, verdict.status, { next_check_at, note: null })
}

type PlacedOrder = { order_id: string; status: string }

async function placeOrder(tools: Settling, row: OnlinePaymentRow): Promise<OnlinePaymentRow> {
  const { container } = tools
  let order = await orderOf(container, row.cart_id)
  if (!order) {
    if (await isGivenBackByCore(container, row)) {
      return await givenBackByCore(tools, row, "not_orderable")
    }
    // Le choix d'un autre moyen ou un total changé ont remplacé la session : plus rien n'attend cet argent.
    if (!(await isSessionOfCart(container, row))) return await owe(tools, row, "cart_changed")
    const failure = await complete(container, row.cart_id)
    order = await orderOf(container, row.cart_id)
    if (!order) return await afterFailure(tools, row, failure)
  }

  const slices = await slicesOf(container, order.order_id)
  if (slices.length === 0 && order.status !== "canceled") {
    // Une commande coupée par un arrêt se répare avant qu'on la dise payée.
    await repairCheckoutsWorkflow(container).run({
      input: { order_id: order.order_id, older_than_seconds: 0 },
    })
    order = (await orderOf(container, row.cart_id)) ?? order
  }
  if (order.status === "canceled") {
    return (await isGivenBackByCore(container, row))
      ? await givenBackByCore(tools, row, "out_of_stock")
      : await owe(tools, row, "out_of_stock")
  }
  if (!(await isPaidBy(container, order.order_id, row.session_id))) {
    return await owe(tools, row, "paid_twice")
  }
  await confirm(tools, order.order_id)
  const done = await move(tools, row, "ordered", { order_id: order.order_id, next_check_at: null })
  await tell(container, SoukEvents.ONLINE_PAYMENT_ORDERED, done)
  return done
}

async function complete(container: MedusaContainer, cartId: string): Promise<Failure | null> {
  const { errors, transaction } = await completeCartWorkflow(container).run({
    input: { id: cartId },
    throwOnError: false,
  })
  const [failed] = errors ?? []
  if (failed) return failureOf(failed.error)
  return transaction.hasFinished() ? null : { message: "the cart is being completed" }
}

type Failure = { code?: string; type?: string; message: string }

function failureOf(error: unknown): Failure {
  const { code, type } = (error ?? {}) as Partial<Failure>
  return { code, type, message: reasonOf(error) }
}

async function afterFailure(
  tools: Settling,
  row: OnlinePaymentRow,
  failure: Failure | null,
): Promise<OnlinePaymentRow> {
  const now = new Date()
  const outcome = afterFailedOrder(
    failure ?? { message: "no order came of it" },
    row.paid_at ?? now,
    now,
  )
  tools.logger.warn(
    `The paid cart ${row.cart_id} was not ordered (${outcome}): ${failure?.message}`,
  )
  if (outcome === "retry") {
    return await move(tools, row, "paid", {
      next_check_at: new Date(now.getTime() + AGAIN_MS),
      note: failure?.message,
    })
  }
  if (await isGivenBackByCore(tools.container, row)) {
    return await givenBackByCore(tools, row, outcome)
  }
  return await owe(tools, row, outcome, row.amount_millimes, { note: failure?.message })
}

/** Core gave the money back itself, with the order it could not make: the buyer is told all the same. */
async function givenBackByCore(
  tools: Settling,
  row: OnlinePaymentRow,
  refund_reason: RefundReason,
): Promise<OnlinePaymentRow> {
  const done = await move(tools, row, "refunded", {
    refund_reason,
    refund_millimes: row.amount_millimes,
    refunded_at: new Date(),
    next_check_at: null,
  })
  await tell(tools.container, SoukEvents.ONLINE_PAYMENT_RETURNED, done)
  return done
}

/** The money goes back, and the buyer will be told why. */
async function owe(
  tools: Pick<Settling, "service">,
  row: OnlinePaymentRow,
  refund_reason: RefundReason,
  refund_millimes = row.amount_millimes,
  change: { paid_at?: Date; note?: string } = {},
): Promise<OnlinePaymentRow> {
  return await move(tools, row, "refund_due", {
    ...change,
    refund_reason,
    refund_millimes,
    next_check_at: new Date(Date.now() + AGAIN_MS),
  })
}

async function giveBack(tools: Settling, row: OnlinePaymentRow): Promise<OnlinePaymentRow> {
  const { service, gateway } = tools
  const amount = row.refund_millimes!
  const isWhole = amount === row.amount_millimes
  if (gateway.refunds === "none" || (gateway.refunds === "whole" && !isWhole)) {
    return await byHand(tools, row, null)
  }
  // Une seule main prend le remboursement : la seconde trouve le statut changé.
  const mine = await service.moveOnlinePayment(row.id, "refund_due", "refunding", {
    refund_attempts: row.refund_attempts + 1,
    next_check_at: new Date(Date.now() + 4 * AGAIN_MS),
  })
  if (!mine) return await service.retrieveOnlinePayment(row.id)
  try {
    await gateway.refund(row.gateway_ref!, amount)
  } catch (error) {
    tools.logger.warn(`Refunding ${row.id} at ${row.gateway} failed: ${reasonOf(error)}`)
    if (error instanceof RefusedByGatewayError) {
      const refusal = await resumeRefund(tools, mine)
      return refusal.status === "refund_due" ? await byHand(tools, refusal, error.reason) : refusal
    }
    if (error instanceof GatewayUnreachableError) return await resumeRefund(tools, mine)
    throw error
  }
  return await gaveBack(tools, mine)
}

async function gaveBack(tools: Settling, row: OnlinePaymentRow): Promise<OnlinePaymentRow> {
  const done = await move(tools, row, "refunded", { refunded_at: new Date(), next_check_at: null })
  await tell(tools.container, SoukEvents.ONLINE_PAYMENT_RETURNED, done)
  return done
}

/** A refund whose end is unknown: the gateway tells, or a person looks. Never twice. */
async function resumeRefund(tools: Settling, row: OnlinePaymentRow): Promise<OnlinePaymentRow> {
  const lost = "The answer to the refund was lost: see whether it was made before making it."
  let told
  try {
    told = await tools.gateway.ask(row.gateway_ref!)
  } catch {
    return await move(tools, row, "refunding", {
      next_check_at: new Date(Date.now() + 4 * AGAIN_MS),
    })
  }
  const back = told.refunded_millimes
  if (told.state === "refunded" || (back !== null && back >= row.refund_millimes!)) {
    return await gaveBack(tools, row)
  }
  if (back === null || row.refund_attempts >= REFUND_ATTEMPTS) return await byHand(tools, row, lost)
  return await move(tools, row, "refund_due", { next_check_at: new Date(Date.now() + AGAIN_MS) })
}

async function byHand(
  tools: Settling,
  row: OnlinePaymentRow,
  note: string | null,
): Promise<OnlinePaymentRow> {
  await tools.service.askRefundByHand({
    source: row.id,
    gateway: row.gateway,
    gateway_ref: row.gateway_ref!,
    amount_millimes: row.refund_millimes!,
    note,
  })
  const waiting = await move(tools, row, "by_hand", { next_check_at: null, note })
  await tell(tools.container, SoukEvents.ONLINE_PAYMENT_RETURNED, waiting)
  return waiting
}

/** Les commandes payées n'attendent pas leur vendeur : le paiement les confirme. */
async function confirm(tools: Settling, orderId: string): Promise<void> {
  for (const { id, status } of await slicesOf(tools.container, orderId)) {
    if (status !== "new") continue
    try {
      await confirmVendorOrderWorkflow(tools.container).run({
        input: { id, mover: "payment", actor: "payment" },
      })
    } catch (error) {
      // L'ordre reste « nouvelle » : le vendeur la confirme lui-même, l'argent est là.
      tools.logger.error(`The paid vendor order ${id} was not confirmed: ${reasonOf(error)}`)
    }
  }
}

async function tell(container: MedusaContainer, name: string, row: OnlinePaymentRow) {
  const events: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)
  await events.emit({ name, data: { id: row.id, cart_id: row.cart_id, order_id: row.order_id } })
}

async function orderOf(
  container: MedusaContainer,
  cartId: string,
): Promise<PlacedOrder | undefined> {
  const link = await readOne<{ order_id: string }>(container, {
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: cartId },
  })
  if (!link) return undefined
  const order = await readOne<{ id: string; status: string }>(container, {
    entity: "order",
    fields: ["id", "status"],
    filters: { id: link.order_id },
  })
  return order && { order_id: order.id, status: order.status }
}

const slicesOf = (container: MedusaContainer, orderId: string) =>
  read<{ id: string; status: string }>(container, {
    entity: "vendor_order",
    fields: ["id", "status"],
    filters: { order_id: orderId },
  })

async function isSessionOfCart(container: MedusaContainer, row: OnlinePaymentRow) {
  const cart = await readOne<{ payment_collection?: { payment_sessions: { id: string }[] } }>(
    container,
    {
      entity: "cart",
      fields: ["payment_collection.payment_sessions.id"],
      filters: { id: row.cart_id },
    },
  )
  return cart?.payment_collection?.payment_sessions.some(({ id }) => id === row.session_id) ?? false
}

async function isPaidBy(container: MedusaContainer, orderId: string, sessionId: string) {
  const order = await readOne<{
    payment_collections: { payments: { payment_session_id: string }[] }[]
  }>(container, {
    entity: "order",
    fields: ["payment_collections.payments.payment_session_id"],
    filters: { id: orderId },
  })
  return (order?.payment_collections ?? []).some(({ payments }) =>
    payments.some((payment) => payment.payment_session_id === sessionId),
  )
}

/** Core gives back by itself what it took for an order that then failed or was cancelled. */
async function isGivenBackByCore(container: MedusaContainer, row: OnlinePaymentRow) {
  const payments = await read<{ refunds: { amount: number }[] }>(container, {
    entity: "payment",
    fields: ["refunds.amount"],
    filters: { payment_session_id: row.session_id },
  })
  const back = payments.flatMap(({ refunds }) => refunds).map(({ amount }) => toMillimes(amount))
  return back.reduce((total, amount) => total + amount, 0) >= row.amount_millimes
}
