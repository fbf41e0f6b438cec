import type { MedusaContainer } from "@medusajs/framework/types"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { adminVendorView } from "./vendor"

/** Vendors as the operator reads them, with how much each sells. */
export async function adminVendorViews(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  page: { limit: number; offset: number },
) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountVendors(filters, {
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
    relations: ["members", "status_changes"],
  })
  const counts = await marketplace.countByVendor(rows.map((row) => row.id))
  const vendors = rows.map((row) =>
    adminVendorView(row, counts.get(row.id) ?? { orders: 0, offers: 0 }),
  )
  return { vendors, count }
}
