import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type OrderSplit } from "@souk/kit/events"
import { isCash } from "../modules/marketplace/returnable"
import { recordCaptures } from "../workflows/record-captures"

/** Some gateways capture as they authorise, before the order is split: its shares learn it now. */
export default async function orderSplit({ event, container }: SubscriberArgs<OrderSplit>) {
  const { payment_collection_id, provider_id } = event.data
  if (isCash(provider_id)) return
  await recordCaptures(container, { payment_collection_id })
}

export const config: SubscriberConfig = { event: SoukEvents.ORDER_SPLIT }
