import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type OrderRefundEvent } from "@souk/kit/events"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { issueDueInvoicesWorkflow } from "../workflows/issue-due-invoices"

/** What a refund gave back of an invoice is taken back by a credit note. */
export default async function creditRefund({ event, container }: SubscriberArgs<OrderRefundEvent>) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const shares = await marketplace.listOrderRefundShares({ refund_id: event.data.id } as object)
  await issueDueInvoicesWorkflow(container).run({
    input: { vendor_order_ids: shares.map((share) => share.vendor_order_id) },
  })
}

export const config: SubscriberConfig = { event: SoukEvents.ORDER_REFUND_DECIDED }
