import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import {
  deleteCommissionRuleWorkflow,
  updateCommissionRuleWorkflow,
} from "../../../../workflows/commission-rules"
import type { RuleBody } from "../../../commission-routes"
import { findRuleView, ruleInputOf } from "../../../views/commission-rules"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ commission_rule: await findRuleView(req.scope, req.params.id!) })
}

export async function POST(req: MedusaRequest<RuleBody>, res: MedusaResponse) {
  const id = req.params.id!
  await updateCommissionRuleWorkflow(req.scope).run({
    input: { ...ruleInputOf(req.validatedBody), id },
  })
  res.json({ commission_rule: await findRuleView(req.scope, id) })
}

export async function DELETE(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  await deleteCommissionRuleWorkflow(req.scope).run({ input: { id } })
  res.json({ id, deleted: true })
}
