import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorOrderEvent } from "@souk/kit/events"
import { issueDueInvoicesWorkflow } from "../workflows/issue-due-invoices"

/** An order that its vendor invoices by now gets its invoice at once; a job sees to what is missed. */
export default async function invoiceMovedOrder({
  event,
  container,
}: SubscriberArgs<VendorOrderEvent>) {
  await issueDueInvoicesWorkflow(container).run({ input: { vendor_order_ids: [event.data.id] } })
}

export const config: SubscriberConfig = {
  event: [
    SoukEvents.VENDOR_ORDER_CONFIRMED,
    SoukEvents.VENDOR_ORDER_DELIVERED,
    SoukEvents.VENDOR_ORDER_CANCELLED,
  ],
}
