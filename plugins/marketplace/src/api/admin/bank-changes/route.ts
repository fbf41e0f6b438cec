import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { BankChangeStatus } from "../../../domain/bank-change"
import { requestBankChangeWorkflow } from "../../../workflows/change-bank-account"
import type { VendorBankChangeBody } from "../../bank-routes"
import { bankChangeViews, findBankChangeView } from "../../views/bank-changes"

type Query = { limit: number; offset: number; status?: BankChangeStatus }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const { changes, count } = await bankChangeViews(
    req.scope,
    filters,
    { limit, offset },
    req.auth_context.actor_id,
  )
  res.json({ bank_changes: changes, count, limit, offset })
}

export async function POST(
  req: AuthenticatedMedusaRequest<VendorBankChangeBody>,
  res: MedusaResponse,
) {
  const { actor_id } = req.auth_context
  const { result } = await requestBankChangeWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor_id },
  })
  res
    .status(201)
    .location("/admin/bank-changes")
    .json({ bank_change: await findBankChangeView(req.scope, result.id, actor_id) })
}
