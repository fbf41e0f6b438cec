import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, emitEventStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { commonErrors, things } from "@souk/kit/errors"
import { mayAskCancellation, mayDecideCancellation } from "../domain/cancellation-request"
import { errors } from "../domain/errors"
import { VENDOR_ORDER_STATUS_NAMES } from "../domain/vendor-order-status"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type { AskedCancellation } from "../modules/marketplace/cancellation-requests"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { refundOrderWorkflow } from "./refund-order"

const askStep = createStep(
  "ask-cancellation",
  async (input: AskedCancellation, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    return new StepResponse(await marketplace.requestCancellation(input))
  },
  // No undo: it is the only step that writes, and asking again is the same request.
)

/** A buyer, or a vendor that cannot supply, asks that a vendor order not be sent. */
export const askCancellationWorkflow = createWorkflow(
  "ask-cancellation",
  (input: AskedCancellation) => {
    const asked = askStep(input)
    when({ asked }, (data) => data.asked.is_new).then(() =>
      emitEventStep({
        eventName: SoukEvents.CANCELLATION_REQUESTED,
        data: transform({ asked }, (data) => ({ id: data.asked.id })),
      }),
    )
    return new WorkflowResponse(asked)
  },
)

export type DecideCancellationInput = {
  id: string
  /** Set when a vendor decides: another's request does not exist for it. */
  vendor_id?: string
  decision: "accepted" | "refused"
  /** Why it is refused. */
  answer?: string
  actor: string
}

const loadStep = createStep(
  "load-cancellation-request",
  async (input: DecideCancellationInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    if (input.decision === "refused" && !input.answer) throw errors.cancellation_answer_missing()
    const [request] = await marketplace.listCancellationRequests(
      { id: input.id, ...(input.vendor_id && { vendor_id: input.vendor_id }) },
      { take: 1 },
    )
    if (!request) throw commonErrors.not_found({ what: things.cancellation_request, id: input.id })
    if (!mayDecideCancellation(request.asked_by, input.vendor_id ? "vendor" : "operator")) {
      throw errors.cancellation_decision_not_yours()
    }
    if (request.status !== "open" && request.status !== input.decision) {
      throw errors.cancellation_request_decided()
    }
    const order = await marketplace.retrieveVendorOrder(request.vendor_order_id)
    if (request.status === "open" && input.decision === "accepted") {
      if (!mayAskCancellation(order.status)) {
        throw errors.cancellation_too_late({
          number: order.number,
          status: VENDOR_ORDER_STATUS_NAMES[order.status],
        })
      }
    }
    return new StepResponse({
      id: request.id,
      order_id: request.order_id,
      vendor_order_id: request.vendor_order_id,
      reason: request.reason,
      is_open: request.status === "open",
    })
  },
)

const refuseStep = createStep(
  "refuse-cancellation",
  async (input: DecideCancellationInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const { id, answer = "", actor } = input
    return new StepResponse(await marketplace.refuseCancellation({ id, answer, actor }))
  },
  // No undo: it is the only step that writes.
)

/**
 * Answers a request. Accepted, the order is cancelled and the request closed in one transaction;
 * said again, it is the same answer.
 */
export const decideCancellationWorkflow = createWorkflow(
  "decide-cancellation",
  (input: DecideCancellationInput) => {
    const key = transform(input, ({ id }) => `cancellation-request:${id}`)
    // Accepter et refuser au même instant : le second lit ce que le premier a décidé.
    acquireLockStep({ key, timeout: 10, ttl: 60 })
    const request = loadStep(input)
    const isAccepted = transform(
      { input, request },
      (data) => data.input.decision === "accepted" && data.request.is_open,
    )
    when("is-cancellation-accepted", { isAccepted }, (data) => data.isAccepted).then(() => {
      refundOrderWorkflow.runAsStep({
        input: transform({ input, request }, (data) => ({
          idempotency_key: `cancellation-request:${data.request.id}`,
          kind: "cancellation" as const,
          order_id: data.request.order_id,
          vendor_order_id: data.request.vendor_order_id,
          whole: true,
          reason: data.request.reason,
          actor_id: data.input.actor,
        })),
      })
    })
    when("is-cancellation-refused", { input }, (data) => data.input.decision === "refused").then(
      () => refuseStep(input),
    )
    when("is-cancellation-decided", { request }, (data) => data.request.is_open).then(() =>
      emitEventStep({
        eventName: SoukEvents.CANCELLATION_DECIDED,
        data: transform({ request }, (data) => ({ id: data.request.id })),
      }),
    )
    releaseLockStep({ key })
    return new WorkflowResponse(request)
  },
)
