import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { requestRefresh } from "../workflows/request-refresh"

/** A product's title, status or picture changed, or it is gone. */
export default async function productChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await requestRefresh(container, { product_ids: [event.data.id] })
}

export const config: SubscriberConfig = {
  event: ["product.created", "product.updated", "product.deleted"],
}
