import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { commonErrors, things } from "@souk/kit/errors"
import { errors } from "../domain/errors"
import { VENDOR_ORDER_STATUS_NAMES } from "../domain/vendor-order-status"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { refundOrderWorkflow } from "./refund-order"

type ReturnParcelInput = { id: string; reason: string; actor_id: string }

const keyOf = (id: string) => `parcel-return:${id}`

const loadStep = createStep(
  "load-undelivered-order",
  async ({ id }: ReturnParcelInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const [order] = await marketplace.listVendorOrders(
      { id },
      { take: 1, select: ["id", "number", "status", "order_id"] },
    )
    if (!order) throw commonErrors.not_found({ what: things.order, id })
    const [known] = await marketplace.listOrderRefunds({ key: keyOf(id) }, { take: 1 })
    if (!known && order.status !== "undelivered") {
      throw errors.parcel_not_undelivered({
        number: order.number,
        status: VENDOR_ORDER_STATUS_NAMES[order.status],
      })
    }
    return new StepResponse({
      id,
      order_id: order.order_id,
      // Répété, c'est le même retour, sous les mêmes mots.
      reason: known?.reason,
    })
  },
)

/**
 * A parcel that nobody took is back at its vendor: the order is cancelled whole, what was paid goes
 * back, its pieces are in stock again, and of cash on delivery nothing was ever collected.
 */
export const returnParcelWorkflow = createWorkflow("return-parcel", (input: ReturnParcelInput) => {
  const order = loadStep(input)
  const cancelled = refundOrderWorkflow.runAsStep({
    input: transform({ input, order }, (data) => ({
      idempotency_key: keyOf(data.order.id),
      kind: "cancellation" as const,
      order_id: data.order.order_id,
      vendor_order_id: data.order.id,
      whole: true,
      reason: data.order.reason ?? data.input.reason,
      actor_id: data.input.actor_id,
    })),
  })
  emitEventStep({
    eventName: SoukEvents.VENDOR_ORDER_RETURNED,
    data: transform({ order }, (data) => ({ id: data.order.id, order_id: data.order.order_id })),
  })
  return new WorkflowResponse(cancelled)
})
