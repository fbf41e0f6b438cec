import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type TaxRuleChanged } from "@souk/kit/events"
import { requestRefresh } from "../workflows/request-refresh"

/** What is before tax in a price changed. */
export default async function taxRuleChanged({ event, container }: SubscriberArgs<TaxRuleChanged>) {
  const { scope, reference_id: id } = event.data
  await requestRefresh(
    container,
    scope === "product" ? { product_ids: [id] } : { category_ids: [id] },
  )
}

export const config: SubscriberConfig = { event: SoukEvents.TAX_RULE_CHANGED }
