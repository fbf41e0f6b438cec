import { model } from "@medusajs/framework/utils"
import { MAIL_STATUSES } from "../../../domain/delivery"

/** One mail to one person. Its content is sealed, and erased once it is sent or given up. */
export const Mail = model
  .define("mail", {
    id: model.id({ prefix: "mail" }).primaryKey(),
    /** What it is about; asked for twice, it is written once. */
    key: model.text(),
    kind: model.text(),
    recipient: model.text(),
    locale: model.text(),
    subject: model.text(),
    sealed_content: model.text().nullable(),
    status: model.enum([...MAIL_STATUSES]).default("waiting"),
    attempts: model.number().default(0),
    next_attempt_at: model.dateTime(),
    /** Past it, the mail is of no use any more. */
    expires_at: model.dateTime(),
    sent_at: model.dateTime().nullable(),
    /** The mail server's own words. */
    failure: model.text().nullable(),
  })
  .indexes([
    { on: ["key"], unique: true },
    { on: ["status", "next_attempt_at"] },
    { on: ["recipient", "kind"] },
  ])
