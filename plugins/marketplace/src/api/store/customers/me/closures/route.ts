import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { closeAccountWorkflow } from "../../../../../workflows/close-account"
import type { ClosureBody } from "../../../../shop-routes"

export async function POST(req: AuthenticatedMedusaRequest<ClosureBody>, res: MedusaResponse) {
  await closeAccountWorkflow(req.scope).run({
    input: { customer_id: req.auth_context.actor_id, ...req.validatedBody },
  })
  res.status(201).json({ closed: true })
}
