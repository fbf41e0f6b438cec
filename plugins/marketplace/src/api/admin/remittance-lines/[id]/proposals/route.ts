import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { proposeRemittanceLineWorkflow } from "../../../../../workflows/settle-carrier"
import type { RemittanceProposalBody } from "../../../../settlement-routes"
import { findRemittanceLineView } from "../../../../views/settlement"

export async function POST(
  req: AuthenticatedMedusaRequest<RemittanceProposalBody>,
  res: MedusaResponse,
) {
  const id = req.params.id!
  const { actor_id } = req.auth_context
  await proposeRemittanceLineWorkflow(req.scope).run({
    input: { id, ...req.validatedBody, actor_id },
  })
  res
    .status(201)
    .location("/admin/remittance-lines")
    .json({ remittance_line: await findRemittanceLineView(req.scope, id, actor_id) })
}
