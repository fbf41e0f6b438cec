import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { read } from "@souk/kit/query"
import { buyerInvoiceViews } from "../../../../views/invoice"

type Query = { limit: number; offset: number }

/** More orders than one person places. */
const MOST_ORDERS = 2_000

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery
  const orders = await read<{ id: string }>(req.scope, {
    entity: "order",
    fields: ["id"],
    filters: { customer_id: req.auth_context.actor_id },
    pagination: { take: MOST_ORDERS, order: { created_at: "DESC" } },
  })
  const all = await buyerInvoiceViews(
    req.scope,
    orders.map(({ id }) => id),
  )
  res.json({ invoices: all.slice(offset, offset + limit), count: all.length, limit, offset })
}
