import type {
  IAuthModuleService,
  ICustomerModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { Locale } from "@souk/kit/locale"
import {
  changedTo,
  changeToken,
  CONFIRMATION_TTL_SECONDS,
  type AccountEmail,
} from "../domain/confirmation-token"
import { errors } from "../domain/errors"
import { writeMail } from "../domain/templates"
import { MESSAGES_MODULE } from "../modules/messages"
import type { NewMail } from "../modules/messages/service"
import type MessagesModuleService from "../modules/messages/service"
import { sendMailWorkflow } from "./send-mail"

const PASSWORD_PROVIDER = "emailpass"

export type RequestEmailChangeInput = {
  customer_id: string
  new_email: string
  password: string
  locale: Locale
}

const shopLink = (messages: MessagesModuleService, locale: Locale, path: string) =>
  `${messages.settings.shop_url}${locale === "fr" ? "" : `/${locale}`}${path}`

const inDays = (now: Date, seconds = CONFIRMATION_TTL_SECONDS) =>
  new Date(now.getTime() + seconds * 1000)

async function accountOf(container: MedusaContainer, customer_id: string) {
  const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
  const { email, first_name } = await customers.retrieveCustomer(customer_id)
  return { customer_id, email: email!, name: first_name ?? "" }
}

/** The way in that an address opens, if it opens one. */
async function identityOf(container: MedusaContainer, email: string) {
  const auth: IAuthModuleService = container.resolve(Modules.AUTH)
  const [identity] = await auth.listProviderIdentities({
    entity_id: email,
    provider: PASSWORD_PROVIDER,
  })
  return identity
}

/**
 * Écrit à la nouvelle adresse. Si elle a déjà un compte, c'est à elle qu'on le dit, et à elle seule :
 * qui la demande reçoit la même réponse, et ne peut pas apprendre qui est inscrit.
 */
const writeToNewAddressStep = createStep(
  "write-to-new-address",
  async (input: RequestEmailChangeInput, { container }) => {
    const { customer_id, new_email, password, locale } = input
    const auth: IAuthModuleService = container.resolve(Modules.AUTH)
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    const account = await accountOf(container, customer_id)
    const { success, authIdentity } = await auth.authenticate(PASSWORD_PROVIDER, {
      body: { email: account.email, password },
    })
    if (!success) throw errors.email_change_password_wrong()
    // Le même mot de passe ouvre l'espace vendeur : son adresse n'est pas celle de l'acheteur seul.
    if (authIdentity?.app_metadata?.user_id) throw errors.email_of_staff()
    if (new_email === account.email) throw errors.email_unchanged()

    const now = new Date()
    const taken = (await identityOf(container, new_email)) !== undefined
    const kind = taken ? "email_taken" : "email_change"
    // Limited by address, of either kind alike: nobody is flooded, and the limit tells nothing.
    const key = await messages.nextKey(kind, new_email, now)
    if (!key) throw errors.too_many_mails()
    const token = changeToken({ ...account, new_email }, messages.settings.secret, now)
    const query = new URLSearchParams({ token })
    const content = taken
      ? writeMail("email_taken", { link: shopLink(messages, locale, "/connexion") }, locale)
      : writeMail(
          "email_change",
          {
            name: account.name,
            link: shopLink(messages, locale, `/changer-email?${query}`),
            days: CONFIRMATION_TTL_SECONDS / (24 * 3600),
          },
          locale,
        )
    const mail: NewMail = {
      key,
      kind,
      recipient: new_email,
      locale,
      content,
      expires_at: inDays(now),
    }
    return new StepResponse(mail)
  },
)

/** A signed-in buyer asks for another address, having given the password. */
export const requestEmailChangeWorkflow = createWorkflow(
  "request-email-change",
  (input: RequestEmailChangeInput) => {
    const mail = writeToNewAddressStep(input)
    sendMailWorkflow.runAsStep({ input: mail })
    return new WorkflowResponse(undefined)
  },
)

export type ChangeEmailInput = { customer_id: string; token: string; locale: Locale }
type Change = AccountEmail & { new_email: string; identity_id: string }

async function giveAddress(
  container: MedusaContainer,
  { customer_id, identity_id }: Change,
  email: string,
) {
  const auth: IAuthModuleService = container.resolve(Modules.AUTH)
  const customers: ICustomerModuleService = container.resolve(Modules.CUSTOMER)
  await auth.updateProviderIdentities([{ id: identity_id, entity_id: email }])
  await customers.updateCustomers(customer_id, { email })
}

/**
 * Core keeps an address unique among ways in and among accounts: of two that take it at once, one is
 * refused. Les commandes restent où elles sont, avec l'adresse qu'elles ont été passées.
 */
const changeEmailStep = createStep(
  "change-email",
  async ({ customer_id, token }: ChangeEmailInput, { container }) => {
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    const account = await accountOf(container, customer_id)
    const new_email = changedTo(token, account, messages.settings.secret, new Date())
    const identity = await identityOf(container, account.email)
    if (!new_email || !identity || (await identityOf(container, new_email))) {
      throw errors.email_change_void()
    }
    const change: Change = {
      customer_id,
      email: account.email,
      new_email,
      identity_id: identity.id,
    }
    try {
      await giveAddress(container, change, new_email)
      await messages.confirmEmail({ customer_id, email: new_email })
    } catch (error) {
      await giveAddress(container, change, account.email)
      // Taken meanwhile by another account.
      if (await identityOf(container, new_email)) throw errors.email_change_void()
      throw error
    }
    return new StepResponse({ ...account, new_email }, change)
  },
  async (change, { container }) => {
    if (!change) return
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    await giveAddress(container, change, change.email)
    const { customer_id, new_email } = change
    await messages.deleteConfirmedEmails({ customer_id, email: new_email })
  },
)

type Told = AccountEmail & { name: string; new_email: string; locale: Locale }

const tellOldAddressStep = createStep("tell-old-address", (told: Told, { container }) => {
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  const now = new Date()
  const { customer_id, email, name, new_email, locale } = told
  const mail: NewMail = {
    key: `email_changed:${customer_id}:${email}:${now.toISOString()}`,
    kind: "email_changed",
    recipient: email,
    locale,
    content: writeMail(
      "email_changed",
      { name, email: new_email, link: shopLink(messages, locale, "/contact") },
      locale,
    ),
    expires_at: inDays(now),
  }
  return Promise.resolve(new StepResponse(mail))
})

/** The buyer follows the link: the account has the new address, and the old one is told. */
export const changeEmailWorkflow = createWorkflow("change-email", (input: ChangeEmailInput) => {
  const changed = changeEmailStep(input)
  const mail = tellOldAddressStep(
    transform({ input, changed }, (data) => ({ ...data.changed, locale: data.input.locale })),
  )
  sendMailWorkflow.runAsStep({ input: mail })
  return new WorkflowResponse(transform({ changed }, (data) => ({ email: data.changed.new_email })))
})
