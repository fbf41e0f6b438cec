import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { acquireLockStep, emitEventStep, releaseLockStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { commonErrors, listed, things } from "@souk/kit/errors"
import type { Carrier } from "../domain/carriers"
import { errors } from "../domain/errors"
import {
  allowedVendorOrderMoves,
  VENDOR_ORDER_STATUS_NAMES,
  type Mover,
  type VendorOrderStatus,
} from "../domain/vendor-order-status"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

export type MoveVendorOrderInput = {
  id: string
  to: "shipped" | "delivered"
  /** Set when a vendor asks: an order of another vendor does not exist for it. */
  vendor_id?: string
  mover: Mover
  actor: string
  carrier?: Carrier
  tracking_number?: string
}

const moveStep = createStep(
  "move-vendor-order-on",
  async ({ vendor_id, mover, ...move }: MoveVendorOrderInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const [order] = await marketplace.listVendorOrders(
      { id: move.id, ...(vendor_id && { vendor_id }) },
      { take: 1, select: ["id", "number", "status", "order_id"] },
    )
    if (!order) throw commonErrors.not_found({ what: things.order, id: move.id })
    const from = order.status as VendorOrderStatus
    const allowed = allowedVendorOrderMoves(from, mover)
    if (!allowed.includes(move.to)) {
      throw errors.vendor_order_move_refused({
        number: order.number,
        from: VENDOR_ORDER_STATUS_NAMES[from],
        to: VENDOR_ORDER_STATUS_NAMES[move.to],
        allowed: listed(allowed.map((status) => VENDOR_ORDER_STATUS_NAMES[status])),
      })
    }
    const isMoved = await marketplace.moveVendorOrder({ ...move, from })
    if (!isMoved) throw commonErrors.conflict()
    return new StepResponse({ id: order.id, order_id: order.order_id })
  },
  // No undo: status, timeline and cash are one transaction, and it is the only step that writes.
)

/** Sends a confirmed vendor order on its way, or says that it arrived. */
export const moveVendorOrderWorkflow = createWorkflow(
  "move-vendor-order",
  (input: MoveVendorOrderInput) => {
    const key = transform(input, ({ id }) => `vendor-order:${id}`)
    acquireLockStep({ key, timeout: 10, ttl: 60 })
    const order = moveStep(input)
    emitEventStep({
      eventName: transform(input, ({ to }) =>
        to === "shipped" ? SoukEvents.VENDOR_ORDER_SHIPPED : SoukEvents.VENDOR_ORDER_DELIVERED,
      ),
      data: order,
    })
    releaseLockStep({ key })
    return new WorkflowResponse(order)
  },
)
