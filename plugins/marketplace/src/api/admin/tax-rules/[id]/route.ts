import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { removeTaxRuleWorkflow } from "../../../../workflows/tax-rules"

export async function DELETE(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  await removeTaxRuleWorkflow(req.scope).run({ input: { id } })
  res.json({ id, deleted: true })
}
