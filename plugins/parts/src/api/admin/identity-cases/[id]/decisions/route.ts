import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { errors } from "../../../../../domain/errors"
import type { CaseDecision } from "../../../../../modules/parts/identity"
import { decideIdentityCaseWorkflow } from "../../../../../workflows/settle-identity"
import type { DecisionBody } from "../../../../offer-schemas"
import { identityCaseDetail } from "../../../../operator-views"

export async function POST(req: AuthenticatedMedusaRequest<DecisionBody>, res: MedusaResponse) {
  const id = req.params.id!
  const by = { id, decided_by: req.auth_context.actor_id }
  await decideIdentityCaseWorkflow(req.scope).run({ input: decisionOf(req.validatedBody, by) })
  res
    .status(201)
    .location(`/admin/identity-cases/${id}`)
    .json({ identity_case: await identityCaseDetail(req.scope, id, localeOf(req.headers)) })
}

function decisionOf(
  { decision, part_id, add_alias, note, ...identity }: DecisionBody,
  by: { id: string; decided_by: string },
): CaseDecision {
  if (decision === "accept") return { ...by, note, decision, add_alias, ...identity }
  if (decision === "reject") return { ...by, note, decision }
  if (!part_id) throw errors.decision_part_missing()
  return { ...by, note, decision, part_id, add_alias }
}
