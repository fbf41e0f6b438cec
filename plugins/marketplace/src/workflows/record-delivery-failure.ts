import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type { ToldFailure } from "../modules/marketplace/delivery-failures"
import type MarketplaceModuleService from "../modules/marketplace/service"

const recordStep = createStep(
  "record-delivery-failure",
  async (input: ToldFailure, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    return new StepResponse(await marketplace.recordDeliveryFailure(input))
  },
  // No undo: what happened on the doorstep happened, and it is the only step that writes.
)

/** The carrier could not hand a parcel over: its buyer is told, and nothing is booked. */
export const recordDeliveryFailureWorkflow = createWorkflow(
  "record-delivery-failure",
  (input: ToldFailure) => {
    const recorded = recordStep(input)
    when({ recorded }, (data) => data.recorded.is_new).then(() =>
      emitEventStep({
        eventName: SoukEvents.VENDOR_ORDER_UNDELIVERED,
        data: transform({ recorded }, ({ recorded: { id, order_id } }) => ({ id, order_id })),
      }),
    )
    return new WorkflowResponse(recorded)
  },
)
