import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import { listVendorOrderViews } from "../../views/vendor-order"

type Query = {
  limit: number
  offset: number
  order_id?: string
  vendor_id?: string
  number?: string
  status?: string
}

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const { orders, count } = await listVendorOrderViews(req.scope, filters, { limit, offset })
  const vendors = await marketplace.listVendors({
    id: [...new Set(orders.map((order) => order.vendor_id))],
  })
  const vendorOf = new Map(vendors.map(({ id, handle, name }) => [id, { id, handle, name }]))
  const movements = await marketplace.listLedgerTransactions(
    { source: orders.map((order) => order.id) },
    { relations: ["entries"], take: orders.length * 10 },
  )
  res.json({
    vendor_orders: orders.map(({ vendor_id, ...order }) => ({
      ...order,
      vendor: vendorOf.get(vendor_id),
      ledger: movements
        .filter((movement) => movement.source === order.id)
        .flatMap((movement) =>
          movement.entries.map((entry) => ({
            kind: movement.kind,
            account: entry.account,
            amount_millimes: Number(entry.amount_millimes),
          })),
        ),
    })),
    count,
    limit,
    offset,
  })
}
