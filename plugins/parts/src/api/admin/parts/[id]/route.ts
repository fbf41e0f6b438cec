import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { operatorPartView } from "../../../operator-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ part: await operatorPartView(req.scope, req.params.id!, localeOf(req.headers)) })
}
