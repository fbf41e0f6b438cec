import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { requestRefresh } from "../workflows/request-refresh"

/** A variant's reference or price changed, or it is gone. */
export default async function variantChanged({ event, container }: SubscriberArgs<{ id: string }>) {
  await requestRefresh(container, { variant_ids: [event.data.id] })
}

export const config: SubscriberConfig = {
  event: ["product-variant.created", "product-variant.updated", "product-variant.deleted"],
}
