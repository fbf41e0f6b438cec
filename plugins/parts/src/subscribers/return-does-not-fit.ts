import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type ReturnDoesNotFit } from "@souk/kit/events"
import { disputeFitmentWorkflow } from "../workflows/change-fitments"

/** A part came back because it did not fit the vehicle it was said to fit. */
export default async function returnDoesNotFit({
  event,
  container,
}: SubscriberArgs<ReturnDoesNotFit>) {
  await disputeFitmentWorkflow(container).run({ input: event.data })
}

export const config: SubscriberConfig = { event: SoukEvents.RETURN_DOES_NOT_FIT }
