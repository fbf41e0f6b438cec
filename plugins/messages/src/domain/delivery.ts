export const MAIL_STATUSES = ["waiting", "sending", "sent", "kept", "failed"] as const
/** `kept`: no mail server is set, so the mail stays in the outbox for the operator to read. */
export type MailStatus = (typeof MAIL_STATUSES)[number]

/**
 * How a try ended.
 * - `sent`: the server took the mail
 * - `later`: it could not be reached or asks to come back: the same mail may be tried again
 * - `refused`: it will never take it
 * - `unsure`: the connection broke while the mail was handed over; it may have been sent
 */
export type Outcome = { result: "sent" | "later" | "refused" | "unsure"; reason: string }

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** How long to wait after each try. */
const PAUSES_MS = [
  30 * SECOND_MS,
  ...[2, 5, 15, 60, 180, 360].map((minutes) => minutes * MINUTE_MS),
]

export type Next = { status: MailStatus; next_attempt_at: Date }

/**
 * Un courriel ne part jamais deux fois : dans le doute (connexion coupée pendant l'envoi), il n'est
 * pas renvoyé. Passé son délai utile (le lien qu'il porte a expiré), il n'est plus essayé.
 */
export function afterTry(outcome: Outcome, attempts: number, expiresAt: Date, now: Date): Next {
  if (outcome.result === "sent") return { status: "sent", next_attempt_at: now }
  const pause = PAUSES_MS[attempts - 1]
  const next = new Date(now.getTime() + (pause ?? 0))
  if (outcome.result !== "later" || pause === undefined || next >= expiresAt) {
    return { status: "failed", next_attempt_at: now }
  }
  return { status: "waiting", next_attempt_at: next }
}

/** What nodemailer says of a failure. */
export type SmtpError = { code?: string; responseCode?: number; message: string }

/**
 * 4xx and an unreachable server are worth another try; a 5xx answer is not.
 * @param textAskedFor whether the server had asked for the mail's text, and may have it
 */
export function outcomeOf(error: SmtpError, textAskedFor: boolean): Outcome {
  const reason = error.message.split("\n")[0]!.slice(0, 300)
  // Wrong credentials are the operator's to mend: the mail waits for that.
  if (error.code === "EAUTH") return { result: "later", reason }
  if (error.responseCode !== undefined) {
    return { result: error.responseCode >= 500 ? "refused" : "later", reason }
  }
  if (error.code === "EENVELOPE" || error.code === "EMESSAGE") return { result: "refused", reason }
  return { result: textAskedFor ? "unsure" : "later", reason }
}

/**
 * Combien de courriels d'une même sorte une adresse peut recevoir en une heure : assez pour qui n'a
 * pas vu le premier, trop peu pour importuner quelqu'un.
 */
export const MAILS_PER_HOUR = 3

/** The hour that a limit counts in. */
export const hourOf = (now: Date): string => now.toISOString().slice(0, 13)
