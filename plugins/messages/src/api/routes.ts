import { z } from "@medusajs/framework/zod"
import { defineRoutes, listQuery, searchText } from "@souk/kit/routes"
import { MAIL_STATUSES } from "../domain/delivery"
import { mailSchema } from "./views/mail"

const confirmation = z.object({ email: z.string(), confirmed: z.boolean() })

export type ConfirmationBody = z.infer<typeof confirmationBody>
const confirmationBody = z.object({ token: z.string().min(10).max(200) })

export type EmailChangeRequestBody = z.infer<typeof emailChangeRequestBody>
const emailChangeRequestBody = z.object({
  email: z.string().trim().toLowerCase().max(120).pipe(z.email()),
  current_password: z.string().min(1).max(200),
})
export type EmailChangeBody = z.infer<typeof emailChangeBody>
const emailChangeBody = z.object({ token: z.string().min(10).max(500) })

export type MailsQuery = z.infer<typeof mailsQuery>
const mailsQuery = listQuery.extend({
  status: z.enum(MAIL_STATUSES).optional(),
  q: searchText.optional(),
})

export const routes = defineRoutes([
  {
    method: "GET",
    path: "/store/customers/me/email-confirmations",
    who: "buyer",
    summary: "Whether the account's e-mail address is confirmed",
    response: z.object({ email_confirmation: confirmation }),
  },
  {
    method: "POST",
    path: "/store/customers/me/email-confirmations",
    who: "buyer",
    summary: "Confirms the account's address with the link's token; guest orders join the account",
    body: confirmationBody,
    response: z.object({
      email_confirmation: confirmation.extend({ attached_orders: z.number().int() }),
    }),
  },
  {
    method: "POST",
    path: "/store/customers/me/email-confirmation-requests",
    who: "buyer",
    summary: "Sends the link that confirms the account's address; at most three an hour",
    response: z.object({ email_confirmation: confirmation }),
    status: 202,
  },
  {
    method: "POST",
    path: "/store/customers/me/email-change-requests",
    who: "buyer",
    summary:
      "Sends a link to the account's new address; the same answer when another account has it",
    body: emailChangeRequestBody,
    response: z.object({ email_change_request: z.object({ email: z.string() }) }),
    status: 202,
  },
  {
    method: "POST",
    path: "/store/customers/me/email-changes",
    who: "buyer",
    summary: "Gives the account the address of the link's token; every session open before ends",
    body: emailChangeBody,
    response: z.object({ email_change: z.object({ email: z.string() }) }),
  },
  {
    method: "GET",
    path: "/admin/mails",
    who: "operator",
    summary: "Mails, newest first, without what they say",
    query: mailsQuery,
    response: z.object({
      mails: z.array(mailSchema),
      count: z.number().int(),
      limit: z.number().int(),
      offset: z.number().int(),
    }),
  },
  {
    method: "GET",
    path: "/admin/mails/:id",
    who: "operator",
    summary: "A mail; its text only while no mail server is set and it stays in the outbox",
    response: z.object({ mail: mailSchema.extend({ text: z.string().nullable() }) }),
  },
])
