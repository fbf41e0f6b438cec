import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PARTS_MODULE } from "../../../../../modules/parts"
import type PartsModuleService from "../../../../../modules/parts/service"
import { nameBrandWorkflow } from "../../../../../workflows/name-brand"

export async function POST(req: MedusaRequest<{ name: string }>, res: MedusaResponse) {
  const id = req.params.id!
  const { name } = req.validatedBody
  await nameBrandWorkflow(req.scope).run({ input: { brand_id: id, name } })
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { rows } = await parts.listBrandFiles({ q: "", id, limit: 1, offset: 0 })
  res.status(201).location(`/admin/brands?q=${rows[0]!.slug}`).json({ brand: rows[0] })
}
