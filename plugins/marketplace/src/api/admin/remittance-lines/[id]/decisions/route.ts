import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { resolveRemittanceLineWorkflow } from "../../../../../workflows/settle-carrier"
import { listRemittanceLineViews } from "../../../../views/settlement"

type Body = { decision: "accepted" | "dismissed"; resolution: string }

export async function POST(req: AuthenticatedMedusaRequest<Body>, res: MedusaResponse) {
  const id = req.params.id!
  const { decision, resolution } = req.validatedBody
  await resolveRemittanceLineWorkflow(req.scope).run({
    input: {
      id,
      accept: decision === "accepted",
      resolution,
      actor_id: req.auth_context.actor_id,
    },
  })
  const { lines } = await listRemittanceLineViews(req.scope, { id }, { limit: 1, offset: 0 })
  res.status(201).location("/admin/remittance-lines").json({ remittance_line: lines[0] })
}
