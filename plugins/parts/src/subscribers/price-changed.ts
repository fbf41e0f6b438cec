import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { requestRefresh } from "../workflows/request-refresh"

export default async function priceChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await requestRefresh(container, { price_ids: [event.data.id] })
}

/** The pricing module's own events: no workflow of core tells of a price. */
export const config: SubscriberConfig = {
  event: ["pricing.price.created", "pricing.price.updated", "pricing.price.deleted"],
}
