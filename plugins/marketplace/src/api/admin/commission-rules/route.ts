import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { createCommissionRuleWorkflow } from "../../../workflows/commission-rules"
import type { RuleBody } from "../../commission-routes"
import { findRuleView, listRuleViews, ruleInputOf } from "../../views/commission-rules"

type Query = { limit: number; offset: number }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery
  const { rules, count } = await listRuleViews(req.scope, {}, { limit, offset })
  res.json({ commission_rules: rules, count, limit, offset })
}

export async function POST(req: MedusaRequest<RuleBody>, res: MedusaResponse) {
  const { result } = await createCommissionRuleWorkflow(req.scope).run({
    input: ruleInputOf(req.validatedBody),
  })
  res
    .status(201)
    .location(`/admin/commission-rules/${result.id}`)
    .json({ commission_rule: await findRuleView(req.scope, result.id) })
}
