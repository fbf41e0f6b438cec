import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PARTS_MODULE } from "../../../../../../modules/parts"
import type PartsModuleService from "../../../../../../modules/parts/service"
import { nameBrandWorkflow } from "../../../../../../workflows/name-brand"

export async function DELETE(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  await nameBrandWorkflow(req.scope).run({
    input: { brand_id: id, removed_alias_id: req.params.alias_id! },
  })
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows } = await parts.listBrandFiles({ q: "", id, limit: 1, offset: 0 })
  res.json({ brand: rows[0] })
}
