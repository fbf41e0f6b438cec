import type { MedusaContainer } from "@medusajs/framework/types"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

/** Makes the money of delivered and paid orders available once their return window is past. */
export default async function releaseOrders(container: MedusaContainer) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  await marketplace.releaseOrders(new Date())
}

export const config = {
  name: "release-orders",
  schedule: "17 * * * *",
}
