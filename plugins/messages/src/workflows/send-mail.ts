import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import { emitEventStep } from "@medusajs/medusa/core-flows"
import { SoukEvents } from "@souk/kit/events"
import { MESSAGES_MODULE } from "../modules/messages"
import type { ClaimedMail, NewMail } from "../modules/messages/service"
import type MessagesModuleService from "../modules/messages/service"
import { readFailure } from "../providers/smtp/service"

const queueMailStep = createStep(
  "queue-mail",
  async (mail: NewMail, { container }) => {
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    const isNew = await messages.queue(mail, new Date())
    return new StepResponse(isNew, isNew ? mail.key : null)
  },
  async (key, { container }) => {
    if (!key) return
    const messages: MessagesModuleService = container.resolve(MESSAGES_MODULE)
    await messages.deleteMail({ key, status: "waiting" })
  },
)

/** Takes a mail in; it leaves soon after, outside of whatever asked for it. */
export const sendMailWorkflow = createWorkflow("send-mail", (mail: NewMail) => {
  const isNew = queueMailStep(mail)
  emitEventStep({
    eventName: SoukEvents.MAIL_QUEUED,
    data: transform({ mail, isNew }, (data) => (data.isNew ? [{ key: data.mail.key }] : [])),
  })
  return new WorkflowResponse(isNew)
})

/** Sends every mail whose time has come, one after the other. A mail that fails, fails alone. */
export async function deliverMails(
  messages: MessagesModuleService,
  send: (mail: ClaimedMail) => Promise<void>,
  now: () => Date = () => new Date(),
): Promise<void> {
  await messages.tidy(now())
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
