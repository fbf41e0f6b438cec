import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decideBankChangeWorkflow } from "../../../../../workflows/change-bank-account"
import type { BankDecisionBody } from "../../../../bank-routes"
import { findBankChangeView } from "../../../../views/bank-changes"

export async function POST(req: AuthenticatedMedusaRequest<BankDecisionBody>, res: MedusaResponse) {
  const id = req.params.id!
  const { actor_id } = req.auth_context
  const { decision, note } = req.validatedBody
  await decideBankChangeWorkflow(req.scope).run({
    input: { id, confirm: decision === "confirmed", note, actor_id },
  })
  res
    .status(201)
    .location("/admin/bank-changes")
    .json({ bank_change: await findBankChangeView(req.scope, id, actor_id) })
}
