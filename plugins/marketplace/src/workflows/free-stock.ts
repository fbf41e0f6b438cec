import type { IInventoryService, ILockingModule, MedusaContainer } from "@medusajs/framework/types"
import { MathBN, Modules } from "@medusajs/framework/utils"
import { cancelOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import { read, readOne } from "@souk/kit/query"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { cancelOrder } from "./cancel-order"

type Kit = { variant_id: string; inventory_item_id: string; required_quantity: number }

type CoreOrder = {
  status: string
  fulfillments: { id: string; canceled_at: Date | null; shipped_at: Date | null }[]
  payment_collections: { payments: { captures: { id: string }[] }[] }[]
}

/**
 * Le stock de ce qui est annulé redevient libre : la réservation se ramène à ce qui reste à livrer,
 * l'expédition préparée d'une commande annulée s'annule. Ce qui est parti revient par un retour.
 * Sets what must be instead of subtracting, so that doing it again changes nothing.
 */
export async function freeCancelledStock(
  container: MedusaContainer,
  orderId: string,
): Promise<void> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const slices = await marketplace.listVendorOrders(
    { order_id: orderId },
    { relations: ["lines"], take: 100 },
  )
  const order = await readOne<CoreOrder>(container, {
    entity: "order",
    fields: [
      "status",
      "fulfillments.id",
      "fulfillments.canceled_at",
      "fulfillments.shipped_at",
      "payment_collections.payments.captures.id",
    ],
    filters: { id: orderId },
  })
  if (!order) return
  const cancelled = slices.filter((slice) => slice.status === "cancelled")
  for (const { fulfillment_id } of cancelled) {
    const prepared = order.fulfillments.find((one) => one.id === fulfillment_id)
    if (!prepared || prepared.canceled_at || prepared.shipped_at) continue
    await cancelOrderFulfillmentWorkflow(container).run({
      input: { order_id: orderId, fulfillment_id: prepared.id, no_notification: true },
    })
  }
  await trimReservations(
    container,
    slices.flatMap((slice) => slice.lines).filter((line) => line.cancelled_quantity > 0),
  )
  const isOver = cancelled.length === slices.length && order.status !== "canceled"
  const isTravelling = order.fulfillments.some((one) => one.shipped_at && !one.canceled_at)
  const isCaptured = order.payment_collections.some((collection) =>
    collection.payments.some((payment) => payment.captures.length > 0),
  )
  // Core would pay back what was captured, beside us; it only voids what was never captured.
  if (isOver && !isTravelling && !isCaptured) {
    await cancelOrder(container, orderId)
  }
}

async function trimReservations(
  container: MedusaContainer,
  lines: {
    line_item_id: string
    variant_id: string | null
    quantity: number
    cancelled_quantity: number
  }[],
): Promise<void> {
  if (lines.length === 0) return
  const inventory: IInventoryService = container.resolve(Modules.INVENTORY)
  const locking: ILockingModule = container.resolve(Modules.LOCKING)
  const kits = await read<Kit>(container, {
    entity: "product_variant_inventory_item",
    fields: ["variant_id", "inventory_item_id", "required_quantity"],
    filters: { variant_id: lines.flatMap((line) => line.variant_id ?? []) },
  })
  const reserved = await inventory.listReservationItems(
    { line_item_id: lines.map((line) => line.line_item_id) },
    { take: 1000 },
  )
  if (reserved.length === 0) return
  await locking.execute([...new Set(reserved.map((one) => one.inventory_item_id))], async () => {
    for (const one of reserved) {
      const line = lines.find((each) => each.line_item_id === one.line_item_id)!
      const kit = kits.find(
        (each) =>
          each.variant_id === line.variant_id && each.inventory_item_id === one.inventory_item_id,
      )
      const wanted = MathBN.mult(
        kit?.required_quantity ?? 1,
        line.quantity - line.cancelled_quantity,
      )
      if (MathBN.eq(wanted, 0)) await inventory.deleteReservationItems([one.id])
      else if (MathBN.lt(wanted, one.quantity)) {
        await inventory.updateReservationItems([{ id: one.id, quantity: wanted.toNumber() }])
      }
    }
  })
}
