import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { readPage } from "@souk/kit/query"
import { orderViews } from "../../../../views/order"

type Query = { limit: number; offset: number }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery
  const { rows, count } = await readPage<{ id: string }>(req.scope, {
    entity: "order",
    fields: ["id"],
    filters: { customer_id: req.auth_context.actor_id, is_draft_order: false },
    pagination: { skip: offset, take: limit, order: { created_at: "DESC" } },
  })
  res.json({
    orders: await orderViews(
      req.scope,
      rows.map((row) => row.id),
      localeOf(req.headers),
    ),
    count,
    limit,
    offset,
  })
}
