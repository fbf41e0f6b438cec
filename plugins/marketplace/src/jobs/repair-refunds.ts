import type { MedusaContainer } from "@medusajs/framework/types"
import { repairRefundsWorkflow } from "../workflows/repair-refunds"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

/** Finishes what a killed process left of a refund, a cancellation or a capture. */
export default async function repairRefunds(container: MedusaContainer) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  await repairRefundsWorkflow(container).run({
    input: { older_than_seconds: marketplace.repairAfterSeconds },
  })
}

export const config = {
  name: "repair-refunds",
  schedule: { interval: 15_000 },
}
