import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PaymentEvents } from "@medusajs/framework/utils"
import { recordCaptures } from "../workflows/record-captures"

/** A gateway captured: each vendor order gets its share. An event lost is made up by the repair run. */
export default async function paymentCaptured({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  await recordCaptures(container, { payment_id: event.data.id })
}

export const config: SubscriberConfig = { event: PaymentEvents.CAPTURED }
