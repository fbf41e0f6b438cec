import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorStatusChanged } from "@souk/kit/events"
import { showOrWithdrawProductsWorkflow } from "../workflows/show-or-withdraw-products"

/** A vendor may sell, or may no longer: its products follow. */
export default async function vendorStatusChanged({
  event,
  container,
}: SubscriberArgs<VendorStatusChanged>) {
  await showOrWithdrawProductsWorkflow(container).run({ input: { id: event.data.id } })
}

export const config: SubscriberConfig = { event: SoukEvents.VENDOR_STATUS_CHANGED }
