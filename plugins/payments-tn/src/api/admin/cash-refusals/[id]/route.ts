import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { allowCashWorkflow } from "../../../../workflows/cash-rules"

export async function DELETE(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  await allowCashWorkflow(req.scope).run({ input: { id } })
  res.json({ id, deleted: true })
}
