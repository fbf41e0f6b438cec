import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { completeRefundTaskWorkflow } from "../../../../../workflows/complete-refund-task"
import type { CompletionBody } from "../../../../routes"
import { refundTaskView } from "../../../../views/online-payment"

export async function POST(req: AuthenticatedMedusaRequest<CompletionBody>, res: MedusaResponse) {
  const { result } = await completeRefundTaskWorkflow(req.scope).run({
    input: {
      id: req.params.id!,
      done_by: req.auth_context.actor_id,
      done_reference: req.validatedBody.reference,
    },
  })
  res.status(201).json({ refund_task: refundTaskView(result) })
}
