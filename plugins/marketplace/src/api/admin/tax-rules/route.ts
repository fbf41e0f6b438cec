import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { setTaxRuleWorkflow } from "../../../workflows/tax-rules"
import type { TaxRuleBody } from "../../invoice-routes"
import { listTaxRuleViews } from "../../views/tax-rule"

type Query = { limit: number; offset: number; reference_id?: string }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, reference_id } = req.validatedQuery
  const filters = { ...(reference_id && { reference_id }) }
  const { rules, count } = await listTaxRuleViews(req.scope, filters, { limit, offset })
  res.json({ tax_rules: rules, count, limit, offset })
}

export async function POST(req: MedusaRequest<TaxRuleBody>, res: MedusaResponse) {
  const { result } = await setTaxRuleWorkflow(req.scope).run({ input: req.validatedBody })
  const { rules } = await listTaxRuleViews(req.scope, { id: result.id }, { limit: 1, offset: 0 })
  res.status(201).location("/admin/tax-rules").json({ tax_rule: rules[0] })
}
