import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { requestRefresh } from "../workflows/request-refresh"

/** An order reserved units, or gave them back. */
export default async function reservationChanged({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  await requestRefresh(container, { reservation_ids: [event.data.id] })
}

export const config: SubscriberConfig = {
  event: [
    "inventory.reservation-item.created",
    "inventory.reservation-item.updated",
    "inventory.reservation-item.deleted",
  ],
}
