import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  acquireLockStep,
  cancelOrderFulfillmentWorkflow,
  createOrderFulfillmentWorkflow,
  emitEventStep,
  releaseLockStep,
} from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { commonErrors, listed, things } from "@souk/kit/errors"
import { readOne } from "@souk/kit/query"
import { errors } from "../domain/errors"
import {
  allowedVendorOrderMoves,
  VENDOR_ORDER_STATUS_NAMES,
  type Mover,
  type VendorOrderStatus,
} from "../domain/vendor-order-status"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

export type ConfirmVendorOrderInput = {
  id: string
  /** Set when a vendor asks: an order of another vendor does not exist for it. */
  vendor_id?: string
  mover: Mover
  actor: string
}

const loadConfirmableStep = createStep(
  "load-confirmable-vendor-order",
  async (input: ConfirmVendorOrderInput, { container }) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const [order] = await marketplace.listVendorOrders(
      { id: input.id, ...(input.vendor_id && { vendor_id: input.vendor_id }) },
      { relations: ["lines"] },
    )
    if (!order) throw commonErrors.not_found({ what: things.order, id: input.id })
    const from = order.status as VendorOrderStatus
    const allowed = allowedVendorOrderMoves(from, input.mover)
    if (!allowed.includes("confirmed")) {
      throw errors.vendor_order_move_refused({
        number: order.number,
        from: VENDOR_ORDER_STATUS_NAMES[from],
        to: VENDOR_ORDER_STATUS_NAMES.confirmed,
        allowed: listed(allowed.map((status) => VENDOR_ORDER_STATUS_NAMES[status])),
      })
    }
    const vendor = await marketplace.retrieveVendor(order.vendor_id)
    return new StepResponse({
      id: order.id,
      number: order.number,
      order_id: order.order_id,
      from,
      location_id: vendor.stock_location_id!,
      shipping_option_id: order.shipping_option_id ?? undefined,
      // Ce qui manque est déjà annulé : on expédie le reste, et seulement les articles.
      items: order.lines.flatMap((line) => {
        const quantity = line.quantity - line.cancelled_quantity
        return quantity > 0 && line.kind === "goods" ? [{ id: line.line_item_id, quantity }] : []
      }),
    })
  },
)

/** Medusa's fulfilment is what decrements the stock and frees the reservation. */
const fulfillStep = createStep(
  "fulfill-vendor-order",
  async (
    input: {
      order_id: string
      location_id: string
      shipping_option_id?: string
      items: { id: string; quantity: number }[]
    },
    { container },
  ) => {
    const order = await readOne<{
      fulfillments: { id: string; canceled_at: Date | null; items: { line_item_id: string }[] }[]
    }>(container, {
      entity: "order",
      fields: ["fulfillments.id", "fulfillments.canceled_at", "fulfillments.items.line_item_id"],
      filters: { id: input.order_id },
    })
    // Un processus tué entre l'expédition et le changement de statut ne doit pas décrémenter deux fois.
    const already = order?.fulfillments.find(
      (one) =>
        !one.canceled_at && one.items.some((item) => item.line_item_id === input.items[0]?.id),
    )
    if (already) return new StepResponse(already.id, null)

    const { result } = await createOrderFulfillmentWorkflow(container).run({
      input: {
        order_id: input.order_id,
        items: input.items,
        location_id: input.location_id,
        shipping_option_id: input.shipping_option_id,
        no_notification: true,
      },
    })
    return new StepResponse(result.id, { order_id: input.order_id, fulfillment_id: result.id })
  },
  async (done, { container }) => {
    if (done) await cancelOrderFulfillmentWorkflow(container).run({ input: done })
  },
)

const moveStep = createStep(
  "move-vendor-order-to-confirmed",
  async (
    input: {
      id: string
      number: string
      from: VendorOrderStatus
      actor: string
      fulfillment_id: string
    },
    { container },
  ) => {
    const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
    const moved = await marketplace.moveVendorOrder({ ...input, to: "confirmed" })
    if (!moved) throw commonErrors.conflict()
    return new StepResponse(input.id)
  },
  // No undo: it is the last step that writes.
)

/** The vendor (or the payment) confirms a vendor order: stock is decremented, once. */
export const confirmVendorOrderWorkflow = createWorkflow(
  "confirm-vendor-order",
  (input: ConfirmVendorOrderInput) => {
    const key = transform(input, ({ id }) => `vendor-order:${id}`)
    acquireLockStep({ key, timeout: 10, ttl: 60 })
    const order = loadConfirmableStep(input)
    const fulfillmentId = fulfillStep(order)
    moveStep(
      transform({ input, order, fulfillmentId }, (data) => ({
        id: data.order.id,
        number: data.order.number,
        from: data.order.from,
        actor: data.input.actor,
        fulfillment_id: data.fulfillmentId,
      })),
    )
    emitEventStep({
      eventName: SoukEvents.VENDOR_ORDER_CONFIRMED,
      data: transform({ order }, (data) => ({ id: data.order.id, order_id: data.order.order_id })),
    })
    releaseLockStep({ key })
    return new WorkflowResponse(order)
  },
)
