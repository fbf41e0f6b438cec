import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { requestRefresh } from "../workflows/request-refresh"

/** A stock level changed: a delivery, a count, or a fulfilment that took from it. */
export default async function stockChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await requestRefresh(container, { inventory_level_ids: [event.data.id] })
}

/** The module's own events, which every path that touches stock raises. */
export const config: SubscriberConfig = {
  event: [
    "inventory.inventory-level.created",
    "inventory.inventory-level.updated",
    "inventory.inventory-level.deleted",
  ],
}
