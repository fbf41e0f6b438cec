import type { EntityManager, Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Context, InferTypeOf } from "@medusajs/framework/types"
import {
  generateEntityId,
  InjectManager,
  MedusaContext,
  MedusaService,
} from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { Locale } from "@souk/kit/locale"
import { afterTry, hourOf, MAILS_PER_HOUR, type Outcome } from "../../domain/delivery"
import { seal, unseal } from "../../domain/seal"
import { type Content, type MailKind } from "../../domain/templates"
import { ConfirmedEmail } from "./models/confirmed-email"
import { Mail } from "./models/mail"

export type MailRow = InferTypeOf<typeof Mail>

export type NewMail = {
  /** Unique: the same key is never sent twice. */
  key: string
  kind: MailKind
  recipient: string
  locale: Locale
  content: Content
  expires_at: Date
}

export type ClaimedMail = Pick<MailRow, "id" | "key" | "kind" | "recipient" | "attempts"> & {
  content: Content
}

const options = z.object({
  /** Signs confirmation links and seals mails that wait. */
  secret: z.string().min(32),
  shop_url: z.url(),
  admin_url: z.url(),
  /** Where whoever runs the marketplace reads its mail; without it, each of the staff's accounts is told. */
  operator_email: z.email().optional(),
  /** Whether a mail server is set; without one mails stay in the outbox. */
  has_server: z.boolean(),
})

/** A try that lasts longer was cut off: its process is gone. */
const TRY_MS = 5 * 60_000
const KEPT_DAYS = 90

type Given = Context<EntityManager>

export default class MessagesModuleService extends MedusaService({ ConfirmedEmail, Mail }) {
  readonly settings: z.infer<typeof options>

  constructor(container: Record<string, unknown>, given: unknown) {
    super(...([container, given] as unknown as []))
    this.settings = options.parse(given)
  }

  /** Takes mails in, to be sent soon. Answers the keys of those that were not taken in before. */
  @InjectManager()
  async queue(
    mails: NewMail[],
    now: Date,
    @MedusaContext() context: Given = {},
  ): Promise<string[]> {
    if (mails.length === 0) return []
    const rows: { key: string }[] = await knexOf(context)("mail")
      .insert(
        mails.map(({ content, ...mail }) => ({
          id: generateEntityId(undefined, "mail"),
          ...mail,
          subject: content.subject,
          sealed_content: seal(JSON.stringify(content), this.settings.secret),
          status: this.settings.has_server ? "waiting" : "kept",
          next_attempt_at: now,
        })),
      )
      .onConflict(knexOf(context).raw(`(key) where deleted_at is null`))
      .ignore()
      .returning("key")
    return rows.map(({ key }) => key)
  }

  /**
   * A key for one more mail of a kind to an address in this hour, or null when there were enough. Two
   * requests at once get the same key, so that only one of them is sent.
   */
  @InjectManager()
  async nextKey(
    kind: MailKind,
    recipient: string,
    now: Date,
    @MedusaContext() context: Given = {},
  ): Promise<string | null> {
    const prefix = `${kind}:${recipient}:${hourOf(now)}:`
    const [{ count }] = await knexOf(context)("mail")
      .where({ kind, recipient })
      .whereRaw("starts_with(key, ?)", [prefix])
      .count()
    return Number(count) < MAILS_PER_HOUR ? prefix + Number(count) : null
  }

  /** Takes the next mail whose time has come, for this process alone. */
  @InjectManager()
  async claim(now: Date, @MedusaContext() context: Given = {}): Promise<ClaimedMail | null> {
    const knex = knexOf(context)
    const due = knex("mail")
      .select("id")
      .where("status", "waiting")
      .where("next_attempt_at", "<=", now)
      .whereNull("deleted_at")
      .orderBy("next_attempt_at")
      .limit(1)
      .forUpdate()
      .skipLocked()
    const [row]: MailRow[] = await knex("mail")
      .whereIn("id", due)
      .update({
        status: "sending",
        attempts: knex.raw("attempts + 1"),
        next_attempt_at: new Date(now.getTime() + TRY_MS),
        updated_at: now,
      })
      .returning("*")
    if (!row) return null
    const content = this.contentOf(row)
    if (content) return { ...row, content }
    const reason = "the mail cannot be opened: the secret it was sealed with has changed"
    await this.settle(row.id, { result: "refused", reason }, now, context)
    return this.claim(now, context)
  }

  /** Writes down how a try ended; the content is erased once no other try will come. */
  @InjectManager()
  async settle(
    id: string,
    outcome: Outcome,
    now: Date,
    @MedusaContext() context: Given = {},
  ): Promise<void> {
    const knex = knexOf(context)
    const [row]: MailRow[] = await knex("mail").where({ id, status: "sending" })
    if (!row) return
    const next = afterTry(outcome, row.attempts, new Date(row.expires_at), now)
    await knex("mail")
      .where({ id, status: "sending" })
      .update({
        ...next,
        failure: outcome.result === "sent" ? null : outcome.reason,
        sent_at: next.status === "sent" ? now : null,
        updated_at: now,
        ...(next.status === "waiting" ? {} : { sealed_content: null }),
      })
  }

  /** Gives up what a killed process was sending, since it may have been sent; forgets old mails. */
  @InjectManager()
  async tidy(now: Date, @MedusaContext() context: Given = {}): Promise<void> {
    const knex = knexOf(context)
    await knex("mail").where("status", "sending").where("next_attempt_at", "<", now).update({
      status: "failed",
      failure: "the server stopped while sending: the mail may have been sent",
      sealed_content: null,
      updated_at: now,
    })
    await knex("mail")
      .where("created_at", "<", new Date(now.getTime() - KEPT_DAYS * 24 * 3_600_000))
      .delete()
  }

  /** Writes that an account's address is its holder's; saying it again changes nothing. */
  @InjectManager()
  async confirmEmail(
    account: { customer_id: string; email: string },
    @MedusaContext() context: Given = {},
  ): Promise<void> {
    await knexOf(context)("confirmed_email")
      .insert({ id: generateEntityId(undefined, "cfm"), ...account })
      .onConflict(knexOf(context).raw(`(customer_id, email) where deleted_at is null`))
      .ignore()
  }

  /** What a mail says, while it is kept. */
  contentOf(row: Pick<MailRow, "sealed_content">): Content | null {
    const text = row.sealed_content && unseal(row.sealed_content, this.settings.secret)
    // Only `queue` seals mails, and this is what it seals.
    return text ? (JSON.parse(text) as Content) : null
  }
}

function knexOf(context: Given): Knex {
  const manager = (context.transactionManager ?? context.manager)!
  return manager.getTransactionContext<Knex>() ?? manager.getKnex()
}
