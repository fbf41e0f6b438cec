import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { tell } from "@souk/kit/errors"
import { isPayoutDay } from "../domain/payouts"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"
import { preparePayoutRunWorkflow, SCHEDULE_ACTOR } from "../workflows/pay-vendors"

/** Prepares the run of the week, for two people to look at: nobody is paid by a clock. */
export default async function preparePayoutRun(container: MedusaContainer) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  if (!isPayoutDay(marketplace.payoutWeekday, new Date())) return
  try {
    await preparePayoutRunWorkflow(container).run({ input: { actor_id: SCHEDULE_ACTOR } })
  } catch (error) {
    // A run that waits already, or nothing to pay: as it should be.
    const told = tell(error, "en")
    if (!told) throw error
    const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    logger.info(`No payout run is prepared today: ${told.message}`)
  }
}

export const config = {
  name: "prepare-payout-run",
  schedule: "0 5 * * *",
}
