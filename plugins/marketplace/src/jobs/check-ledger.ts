import type { IEventBusModuleService, Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SoukEvents, type LedgerBroken } from "@souk/kit/events"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

/** Adds up the whole ledger and raises the alarm when it does not hold. */
export default async function checkLedger(container: MedusaContainer) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const { holds, sum_millimes, unbalanced } = await marketplace.checkLedger()
  if (holds) return

  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  logger.error(
    `The ledger does not hold: accounts sum to ${sum_millimes} millimes, unbalanced transactions: ` +
      `${unbalanced.join(", ") || "none"}. Pay nobody before it is explained.`,
  )
  const bus: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)
  const data: LedgerBroken = { sum_millimes, unbalanced }
  await bus.emit({ name: SoukEvents.LEDGER_BROKEN, data })
}

export const config = {
  name: "check-ledger",
  schedule: "7 * * * *",
}
