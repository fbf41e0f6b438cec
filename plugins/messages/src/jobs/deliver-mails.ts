import type { MedusaContainer } from "@medusajs/framework/types"
import { MESSAGES_MODULE } from "../modules/messages"
import type MessagesModuleService from "../modules/messages/service"
import { deliverByNotification } from "../workflows/send-mail"

/** Takes up the mails that could not leave at once, and gives up those a killed process was sending. */
export default async function deliverMails(container: MedusaContainer) {
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  await messages.tidy(new Date())
  await deliverByNotification(container)
}

export const config = { name: "deliver-mails", schedule: "* * * * *" }
