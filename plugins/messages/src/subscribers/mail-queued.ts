import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents } from "@souk/kit/events"
import { deliverByNotification } from "../workflows/send-mail"

/** A mail leaves at once; what could not leave is taken up by the job of the same name. */
export default async function mailQueued({ container }: SubscriberArgs<{ keys: string[] }>) {
  await deliverByNotification(container)
}

export const config: SubscriberConfig = { event: SoukEvents.MAIL_QUEUED }
