import type { ICustomerModuleService, IOrderModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { confirms } from "../domain/confirmation-token"
import { errors } from "../domain/errors"
import { MESSAGES_MODULE } from "../modules/messages"
import type MessagesModuleService from "../modules/messages/service"

export type ConfirmEmailInput = { customer_id: string; token: string }

const confirmEmailStep = createStep(
  "confirm-email",
  async ({ customer_id, token }: ConfirmEmailInput, { container }) => {
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
    const { email } = await customers.retrieveCustomer(customer_id)
    const account = { customer_id, email: email! }
    if (!confirms(token, account, messages.settings.secret, new Date())) {
      throw errors.confirmation_void()
    }
    const [before] = await messages.listConfirmedEmails(account, { take: 1 })
    await messages.confirmEmail(account)
    return new StepResponse(account, before ? null : account)
  },
  async (account, { container }) => {
    if (!account) return
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    await messages.deleteConfirmedEmails(account)
  },
)

/**
 * Les commandes passées sans compte rejoignent le compte une fois l'adresse confirmée, et pas avant :
 * sinon il suffirait d'inscrire l'adresse de quelqu'un pour lire ses commandes.
 */
const attachGuestOrdersStep = createStep(
  "attach-guest-orders",
  async (account: { customer_id: string; email: string }, { container }) => {
    const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
    const orders: IOrderModuleService = container.resolve(Modules.ORDER)
    const guests = await customers.listCustomers(
      { email: account.email, has_account: false },
      { select: ["id"] },
    )
    if (guests.length === 0) return new StepResponse(0, [])
    const found = await orders.listOrders(
      { customer_id: guests.map(({ id }) => id) },
      { select: ["id", "customer_id"] },
    )
    await orders.updateOrders(found.map(({ id }) => ({ id, customer_id: account.customer_id })))
    return new StepResponse(
      found.length,
      found.map(({ id, customer_id }) => ({ id, customer_id: customer_id! })),
    )
  },
  async (before, { container }) => {
    if (!before?.length) return
    const orders: IOrderModuleService = container.resolve(Modules.ORDER)
    await orders.updateOrders(before)
  },
)

/** A signed-in buyer shows to read the mailbox of the account's address. */
export const confirmEmailWorkflow = createWorkflow("confirm-email", (input: ConfirmEmailInput) => {
  const account = confirmEmailStep(input)
  const attached = attachGuestOrdersStep(account)
  return new WorkflowResponse(
    transform({ account, attached }, (data) => ({
      email: data.account.email,
      confirmed: true,
      attached_orders: data.attached,
    })),
  )
})
