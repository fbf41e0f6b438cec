import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { splitPartWorkflow } from "../../../workflows/settle-identity"
import type { SplitBody } from "../../offer-schemas"
import { operatorPartView } from "../../operator-views"

export async function POST(req: MedusaRequest<SplitBody>, res: MedusaResponse) {
  const { result } = await splitPartWorkflow(req.scope).run({ input: req.validatedBody })
  const part = await operatorPartView(req.scope, result.part_id, localeOf(req.headers))
  res.status(201).location(`/admin/parts/${part.id}`).json({ part })
}
