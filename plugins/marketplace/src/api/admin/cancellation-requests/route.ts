import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"

type Query = { limit: number; offset: number; status?: "open" | "accepted" | "refused" }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountCancellationRequests(filters, {
    take: limit,
    skip: offset,
    order: { id: "DESC" },
  })
  const [orders, vendors] = await Promise.all([
    marketplace.listVendorOrders(
      { id: rows.map((row) => row.vendor_order_id) },
      { take: rows.length || 1, select: ["id", "number", "order_id"] },
    ),
    marketplace.listVendors(
      { id: rows.map((row) => row.vendor_id) },
      { take: rows.length || 1, select: ["id", "name"] },
    ),
  ])
  const orderOf = new Map(
    orders.map(({ id, number, order_id }) => [id, { id, number, order_id }] as const),
  )
  const vendorOf = new Map(vendors.map(({ id, name }) => [id, { id, name }] as const))
  res.json({
    cancellation_requests: rows.map((row) => ({
      id: row.id,
      asked_by: row.asked_by,
      reason: row.reason,
      status: row.status,
      answer: row.answer,
      at: row.created_at,
      decided_at: row.decided_at,
      vendor_order: orderOf.get(row.vendor_order_id),
      vendor: vendorOf.get(row.vendor_id),
    })),
    count,
    limit,
    offset,
  })
}
