import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { reasonOf } from "@souk/kit/errors"
import { SoukEvents } from "@souk/kit/events"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { freeCancelledStock } from "./free-stock"
import { sendRefund } from "./send-refund"
import { refundFacts, type RefundAsked } from "./steps/refund-facts"

export type DecideRefundInput = RefundAsked & {
  /** The page's own: asked twice under it, done once. */
  idempotency_key: string
  kind: "refund" | "cancellation"
  expected_millimes?: number
  reason: string
  actor_id: string
}

/** The same words in the same order, whatever the page sent first. */
function wordsOf({ idempotency_key: _key, actor_id: _actor, ...asked }: DecideRefundInput): string {
  const { lines = [], goodwill } = asked
  return JSON.stringify({
    kind: asked.kind,
    order_id: asked.order_id,
    vendor_order_id: asked.vendor_order_id ?? null,
    whole: asked.whole ?? false,
    lines: lines.map(({ line_id, quantity }) => [line_id, quantity]),
    shipping_millimes: asked.shipping_millimes ?? 0,
    goodwill: goodwill ? [goodwill.amount_millimes, goodwill.bearer] : null,
  })
}

const decideStep = createStep("decide-refund", async (input: DecideRefundInput, { container }) => {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const facts = await refundFacts(container, input)
  const decided = await marketplace.decideRefund({
    ...facts,
    key: input.idempotency_key,
    asked: wordsOf(input),
    kind: input.kind,
    expected_millimes: input.expected_millimes,
    reason: input.reason,
    actor_id: input.actor_id,
  })
  return new StepResponse({ ...decided, order_id: facts.order_id })
  // No undo: the ledger is append-only. What comes after either finishes, or leaves a task to a
  // person; a process that dies in between is followed by the repair run.
})

const freeStockStep = createStep(
  "free-cancelled-stock",
  async (input: { order_id: string }, { container }) => {
    try {
      await freeCancelledStock(container, input.order_id)
    } catch (error) {
      // La décision est prise et écrite : le stock se libère à la prochaine réparation.
      const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
      logger.warn(`The stock of ${input.order_id} is not free yet: ${reasonOf(error)}`)
    }
    return new StepResponse(null)
  },
  // No undo: what was freed belongs to nobody any more.
)

const sendStep = createStep("send-refund", async (input: { id: string }, { container }) => {
  return new StepResponse({ is_paid: await sendRefund(container, input.id) })
  // No undo: money that left does not come back.
})

/** Gives money back, or cancels before it is paid: decided and booked at once, then done. */
export const refundOrderWorkflow = createWorkflow("refund-order", (input: DecideRefundInput) => {
  const decided = decideStep(input)
  when({ input, decided }, (data) => data.input.kind === "cancellation").then(() =>
    freeStockStep(decided),
  )
  const isNew = when("is-new-refund", { decided }, (data) => data.decided.is_new).then(() => {
    emitEventStep({
      eventName: SoukEvents.ORDER_REFUND_DECIDED,
      data: transform({ decided }, ({ decided: { id, order_id } }) => ({ id, order_id })),
    }).config({ name: "tell-refund-decided" })
    return sendStep(decided)
  })
  when("is-refund-paid", { isNew }, (data) => data.isNew?.is_paid === true).then(() => {
    emitEventStep({
      eventName: SoukEvents.ORDER_REFUND_PAID,
      data: transform({ decided }, ({ decided: { id, order_id } }) => ({ id, order_id })),
    }).config({ name: "tell-refund-paid" })
  })
  return new WorkflowResponse(decided)
})

const settleStep = createStep(
  "settle-refund",
  async (input: { id: string; reference: string; actor_id: string }, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    await marketplace.settleRefund({ ...input, method: "by_hand" })
    const refund = await marketplace.retrieveOrderRefund(input.id)
    return new StepResponse({ id: refund.id, order_id: refund.order_id })
  },
  // No undo: the ledger is append-only, and it is the last step that writes.
)

/** Somebody paid a buyer by hand, and says under which reference. */
export const settleRefundWorkflow = createWorkflow(
  "settle-refund",
  (input: { id: string; reference: string; actor_id: string }) => {
    const settled = settleStep(input)
    emitEventStep({ eventName: SoukEvents.ORDER_REFUND_PAID, data: settled })
    return new WorkflowResponse(settled)
  },
)
