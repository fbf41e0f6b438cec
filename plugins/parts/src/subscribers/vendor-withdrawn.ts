import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorUpdated } from "@souk/kit/events"
import { unlistVendorWorkflow } from "../workflows/unlist-vendor"

/** A vendor may no longer sell: buyers see nothing of it from now on. */
export default async function vendorWithdrawn({ event, container }: SubscriberArgs<VendorUpdated>) {
  await unlistVendorWorkflow(container).run({ input: { vendor_id: event.data.id } })
}

export const config: SubscriberConfig = { event: SoukEvents.VENDOR_WITHDRAWN }
