import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorUpdated } from "@souk/kit/events"
import { requestRefresh } from "../workflows/request-refresh"

/** A vendor shows itself otherwise, or its products have followed its status: all its offers follow. */
export default async function vendorChanged({ event, container }: SubscriberArgs<VendorUpdated>) {
  await requestRefresh(container, { vendor_ids: [event.data.id] })
}

export const config: SubscriberConfig = { event: SoukEvents.VENDOR_UPDATED }
