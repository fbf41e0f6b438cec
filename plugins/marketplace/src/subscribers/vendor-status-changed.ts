import { setTimeout } from "node:timers/promises"
import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorStatusChanged } from "@souk/kit/events"
import { maySell, type VendorStatus } from "../domain/vendor-status"
import { showOrWithdrawProductsWorkflow } from "../workflows/show-or-withdraw-products"

/** How long lists have the database to themselves, to be rid of a vendor that may no longer sell. */
const LISTS_FIRST_MS = 2_000

/** A vendor may sell, or may no longer: its products follow. A job does it when this was cut. */
export default async function vendorStatusChanged({
  event,
  container,
}: SubscriberArgs<VendorStatusChanged>) {
  const { id, status } = event.data
  if (!maySell(status as VendorStatus)) await setTimeout(LISTS_FIRST_MS)
  await showOrWithdrawProductsWorkflow(container).run({ input: { id } })
}

export const config: SubscriberConfig = { event: SoukEvents.VENDOR_STATUS_CHANGED }
