import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { prepareAdjustmentWorkflow } from "../../../workflows/adjust-ledger"
import type { AdjustmentBody } from "../../ledger-routes"
import { findAdjustmentView, listAdjustmentViews } from "../../views/ledger"

type Query = { limit: number; offset: number; status?: "prepared" | "approved" | "refused" }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, status } = req.validatedQuery
  const { adjustments, count } = await listAdjustmentViews(
    req.scope,
    { ...(status && { status }) },
    { limit, offset },
    req.auth_context.actor_id,
  )
  res.json({ ledger_adjustments: adjustments, count, limit, offset })
}

export async function POST(req: AuthenticatedMedusaRequest<AdjustmentBody>, res: MedusaResponse) {
  const { actor_id } = req.auth_context
  const { result } = await prepareAdjustmentWorkflow(req.scope).run({
    input: { ...req.validatedBody, actor_id },
  })
  res
    .status(201)
    .location("/admin/ledger-adjustments")
    .json({
      ledger_adjustment: await findAdjustmentView(req.scope, result.id, actor_id),
    })
}
