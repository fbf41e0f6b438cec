import type { MedusaContainer } from "@medusajs/framework/types"
import { deliverByNotification } from "../workflows/send-mail"

/** Takes up the mails that could not leave at once. */
export default async function deliverMails(container: MedusaContainer) {
  await deliverByNotification(container)
}

export const config = { name: "deliver-mails", schedule: "* * * * *" }
