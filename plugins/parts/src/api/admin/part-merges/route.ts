import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { mergePartsWorkflow } from "../../../workflows/settle-identity"
import { operatorPartView } from "../../operator-views"

type Body = { from_part_id: string; into_part_id: string }

export async function POST(req: MedusaRequest<Body>, res: MedusaResponse) {
  const { result } = await mergePartsWorkflow(req.scope).run({ input: req.validatedBody })
  const part = await operatorPartView(req.scope, result.part_id, localeOf(req.headers))
  res.status(201).location(`/admin/parts/${part.id}`).json({ part })
}
