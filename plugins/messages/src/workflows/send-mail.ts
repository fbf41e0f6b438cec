import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { MESSAGES_MODULE } from "../modules/messages"
import type { ClaimedMail, NewMail } from "../modules/messages/service"
import type MessagesModuleService from "../modules/messages/service"
import { readFailure } from "../providers/smtp/service"

const queueMailsStep = createStep(
  "queue-mails",
  async (mails: NewMail[], { container }) => {
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    const keys = await messages.queue(mails, new Date())
    return new StepResponse(keys, keys)
  },
  async (keys, { container }) => {
    if (!keys?.length) return
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    await messages.deleteMail({ key: keys, status: "waiting" })
  },
)

/** Takes mails in; they leave soon after, outside of whatever asked for them. Answers those that are new. */
export const sendMailsWorkflow = createWorkflow("send-mails", (mails: NewMail[]) => {
  const keys = queueMailsStep(mails)
  when("some-mail-is-new", { keys }, ({ keys }) => keys.length > 0).then(() => {
    emitEventStep({ eventName: SoukEvents.MAIL_QUEUED, data: { keys } })
  })
  return new WorkflowResponse(keys)
})

/** The same, for one. */
export const sendMailWorkflow = createWorkflow("send-mail", (mail: NewMail) => {
  const mails = transform({ mail }, ({ mail }) => [mail])
  return new WorkflowResponse(sendMailsWorkflow.runAsStep({ input: mails }))
})

/** Sends every mail whose time has come, one after the other. A mail that fails, fails alone. */
export async function deliverMails(
  messages: MessagesModuleService,
  send: (mail: ClaimedMail) => Promise<void>,
  now: () => Date = () => new Date(),
): Promise<void> {
  for (let mail = await messages.claim(now()); mail; mail = await messages.claim(now())) {
    try {
      await send(mail)
      await messages.settle(mail.id, { result: "sent", reason: "" }, now())
    } catch (error) {
      await messages.settle(mail.id, readFailure(error), now())
    }
  }
}

/** Through Medusa's notification module, whose row tells that a mail was sent and nothing of it. */
export async function deliverByNotification(container: MedusaContainer): Promise<void> {
  const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
  if (!messages.settings.has_server) return
  const notifications = container.resolve(Modules.NOTIFICATION)
  await deliverMails(messages, async ({ key, kind, recipient, attempts, content }) => {
    await notifications.createNotifications({
      to: recipient,
      channel: "email",
      template: kind,
      content,
      // Core cannot take up a failed row again: each try has its own.
      idempotency_key: `${key}#${attempts}`,
    })
  })
}
