import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { decideAdjustmentWorkflow } from "../../../../../workflows/adjust-ledger"
import { findAdjustmentView } from "../../../../views/ledger"

type Body = { decision: "approved" | "refused" }

export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse) {
  const id = req.params.id!
  const { actor_id } = req.auth_context
  await decideAdjustmentWorkflow(req.scope).run({
    input: { id, approve: req.validatedBody.decision === "approved", actor_id },
  })
  res
    .status(201)
    .location("/admin/ledger-adjustments")
    .json({
      ledger_adjustment: await findAdjustmentView(req.scope, id, actor_id),
    })
}
