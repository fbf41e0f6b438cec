import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MESSAGES_MODULE } from "../../../modules/messages"
import type MessagesModuleService from "../../../modules/messages/service"
import type { MailsQuery } from "../../routes"
import { mailView } from "../../views/mail"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // The route's declaration validated it.
  const { limit, offset, status, q } = req.validatedQuery as MailsQuery
  const messages: MessagesModuleService = req.scope.resolve(MESSAGES_MODULE)
  const like = q && { $ilike: `%${q.replace(/[\\%_]/g, "\\$&")}%` }
  const [rows, count] = await messages.listAndCountMail(
    { ...(status && { status }), ...(like && { recipient: like }) },
    { skip: offset, take: limit, order: { created_at: "DESC", id: "DESC" } },
  )
  res.json({ mails: rows.map(mailView), count, limit, offset })
}
