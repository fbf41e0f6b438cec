import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { localeOf } from "@souk/kit/locale"
import { categoryTree } from "../../category-tree"
import type { categoriesQuery } from "../../offer-schemas"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own query schema.
  const { limit, offset } = req.validatedQuery as z.infer<typeof categoriesQuery>
  const all = (await categoryTree(req.scope)).all(localeOf(req.headers))
  const part_categories = all.slice(offset, offset + limit)
  res.json({ part_categories, count: all.length, limit, offset })
}
