import type { ICustomerModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { MESSAGES_MODULE } from "../../modules/messages"
import type MessagesModuleService from "../../modules/messages/service"

/** The account's address, and whether its holder confirmed it. */
export async function confirmationOf(container: MedusaContainer, customerId: string) {
  const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const { email, first_name } = await customers.retrieveCustomer(customerId)
  const account = { customer_id: customerId, email: email! }
  const [confirmed] = await messages.listConfirmedEmails(account, { take: 1 })
  return { email: email!, name: first_name ?? "", confirmed: confirmed !== undefined }
}
