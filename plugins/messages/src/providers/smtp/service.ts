import type {
  ProviderSendNotificationDTO,
  ProviderSendNotificationResultsDTO,
} from "@medusajs/framework/types"
import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import { reasonOf } from "@souk/kit/errors"
import { createTransport } from "nodemailer"
import { outcomeOf, type Outcome, type SmtpError } from "../../domain/delivery"

export type SmtpOptions = {
  /** `smtp://user:password@host:587` or `smtps://…:465`. */
  url: string
  /** The sender, such as `Souk <bonjour@souk.example>`. */
  from: string
  /** How long each step of the talk with the server may take. */
  timeout_ms?: number
}

const RESULTS = ["later", "refused", "unsure"] as const

/**
 * Medusa's notification module keeps nothing of an error but its words: the outcome goes in front of
 * them, and is read back from there.
 */
export class SmtpFailure extends Error {
  constructor(outcome: Outcome) {
    super(`[smtp ${outcome.result}] ${outcome.reason}`)
    this.name = "SmtpFailure"
  }
}

export function readFailure(error: unknown): Outcome {
  const message = reasonOf(error)
  const [, result, reason] = /\[smtp (\w+)\] (.*)/.exec(message) ?? []
  const known = RESULTS.find((one) => one === result)
  // Before the provider was reached: nothing has been sent.
  return known ? { result: known, reason: reason! } : { result: "later", reason: message }
}

export default class SmtpNotificationProvider extends AbstractNotificationProviderService {
  static override identifier = "smtp"

  constructor(
    _container: object,
    private readonly options: SmtpOptions,
  ) {
    super()
  }

  override async send(
    notification: ProviderSendNotificationDTO,
  ): Promise<ProviderSendNotificationResultsDTO> {
    const { content, to } = notification
    if (!content) throw new SmtpFailure({ result: "refused", reason: "the mail has no content" })
    const talk = { text_asked_for: false }
    try {
      const { messageId } = await this.transportFor(talk).sendMail({
        from: this.options.from,
        // An object, never a list: an address is taken as one, commas included.
        to: { name: "", address: to },
        subject: content.subject,
        text: content.text,
        html: content.html,
      })
      return { id: messageId }
    } catch (error) {
      // Nodemailer throws errors of this shape.
      throw new SmtpFailure(outcomeOf(error as SmtpError, talk.text_asked_for))
    }
  }

  /** A connection of its own for each mail: its log tells how far the talk with the server went. */
  private transportFor(talk: { text_asked_for: boolean }) {
    const silent = () => undefined
    const timeout = this.options.timeout_ms ?? 15_000
    return createTransport({
      url: this.options.url,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      // A mail's text is ours: it reads no file and fetches nothing.
      disableFileAccess: true,
      disableUrlAccess: true,
      transactionLog: true,
      logger: {
        level: silent,
        trace: silent,
        debug: (...said: unknown[]) => {
          // 354: « send the text ». From here on the server may have the mail.
          talk.text_asked_for ||= said.some((one) => typeof one === "string" && /^354/.test(one))
        },
        info: silent,
        warn: silent,
        error: silent,
        fatal: silent,
      },
    })
  }
}
