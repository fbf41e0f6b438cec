import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { nameIn } from "../../../domain/localized"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import { statedIdentity } from "../../../workflows/create-vendor-offer"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const said = req.validatedQuery as { brand: string; mpn: string; ean?: string }
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const verdict = await parts.judgeIdentity(statedIdentity(said)!)
  if (!("part_id" in verdict)) {
    res.json({ identity_match: { reason: verdict.reason, part: null } })
    return
  }
  const part = (await parts.retrievePartFile(verdict.part_id))!
  const { id, slug, brand, mpn, category_id, vat_percent } = part
  const name = nameIn(localeOf(req.headers), part)
  res.json({
    identity_match: {
      reason: null,
      part: { id, slug, brand, mpn, category_id, vat_percent, name },
    },
  })
}
