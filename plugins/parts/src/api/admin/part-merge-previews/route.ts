import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { localeOf } from "@souk/kit/locale"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import type { mergeBody } from "../../offer-schemas"
import { withCategories } from "../../operator-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const { from_part_id, into_part_id } = req.validatedQuery as z.infer<typeof mergeBody>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const preview = await parts.previewPartMerge(from_part_id, into_part_id)
  const both = await parts.listPartRows({
    q: "",
    ids: [from_part_id, into_part_id],
    limit: 2,
    offset: 0,
  })
  const views = await withCategories(req.scope, both.rows, localeOf(req.headers))
  const viewOf = new Map(views.map((view) => [view.id, view]))
  res.json({
    part_merge_preview: {
      from: viewOf.get(from_part_id)!,
      into: viewOf.get(into_part_id)!,
      ...preview,
    },
  })
}
