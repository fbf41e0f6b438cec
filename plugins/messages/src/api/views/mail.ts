import { z } from "@medusajs/framework/zod"
import { MAIL_STATUSES, type MailStatus } from "../../domain/delivery"
import type { MailRow } from "../../modules/messages/service"

export const mailSchema = z.object({
  id: z.string(),
  kind: z.string(),
  recipient: z.string(),
  locale: z.string(),
  subject: z.string(),
  status: z.enum(MAIL_STATUSES),
  attempts: z.number().int(),
  failure: z.string().nullable(),
  created_at: z.date(),
  sent_at: z.date().nullable(),
})
export type MailView = z.infer<typeof mailSchema>

/** A mail as operators list it: never what it says, which may hold a secret link. */
export const mailView = (row: MailRow): MailView => ({
  id: row.id,
  kind: row.kind,
  recipient: row.recipient,
  locale: row.locale,
  subject: row.subject,
  status: row.status as MailStatus,
  attempts: row.attempts,
  failure: row.failure,
  created_at: row.created_at,
  sent_at: row.sent_at,
})
