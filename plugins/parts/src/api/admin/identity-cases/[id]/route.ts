import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { identityCaseDetail } from "../../../operator-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const locale = localeOf(req.headers)
  res.json({ identity_case: await identityCaseDetail(req.scope, req.params.id!, locale) })
}
