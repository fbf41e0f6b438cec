import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorOrderEvent } from "@souk/kit/events"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { recordCaptures } from "../workflows/record-captures"

/** Some gateways capture as they authorise, before the order is split: its shares learn it now. */
export default async function vendorOrderPlaced({
  event,
  container,
}: SubscriberArgs<VendorOrderEvent>) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [share] = await marketplace.listPaymentAllocations(
    { vendor_order_id: event.data.id },
    { take: 1 },
  )
  if (!share) return
  await recordCaptures(container, { payment_collection_id: share.payment_collection_id })
}

export const config: SubscriberConfig = { event: SoukEvents.VENDOR_ORDER_PLACED }
