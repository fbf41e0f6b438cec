import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { commonErrors, things } from "@souk/kit/errors"
import { MESSAGES_MODULE } from "../../../../modules/messages"
import type MessagesModuleService from "../../../../modules/messages/service"
import { mailView } from "../../../views/mail"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const messages: MessagesModuleService = req.scope.resolve(MESSAGES_MODULE)
  const id = req.params.id!
  const [row] = await messages.listMail({ id }, { take: 1 })
  if (!row) throw commonErrors.not_found({ what: things.mail, id })
  const content = row.status === "kept" ? messages.contentOf(row) : null
  res.json({ mail: { ...mailView(row), text: content?.text ?? null } })
}
