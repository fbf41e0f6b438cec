import type { MedusaContainer } from "@medusajs/framework/types"
import { repairCheckoutsWorkflow } from "../workflows/repair-checkouts"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

/** Heals what a killed process left of a checkout; the first run comes within seconds of a start. */
export default async function repairCheckouts(container: MedusaContainer) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  await repairCheckoutsWorkflow(container).run({
    input: { older_than_seconds: marketplace.repairAfterSeconds },
  })
}

export const config = {
  name: "repair-checkouts",
  schedule: { interval: 15_000 },
}
