import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { reasonOf } from "@souk/kit/errors"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"
import { offerGateways } from "../workflows/offer-gateways"
import { settleOnlinePaymentWorkflow } from "../workflows/settle-online-payment"

const AT_A_TIME = 5
const A_RUN = 100

/**
 * Asks about payments left pending: ClicToPay notifies nobody, notifications get lost, and a buyer who
 * closes the tab still gets the order.
 */
export default async function settleOnlinePayments(container: MedusaContainer) {
  const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  await offerGateways(container)
  const due = await service.dueOnlinePayments(new Date(), A_RUN)
  for (let at = 0; at < due.length; at += AT_A_TIME) {
    await Promise.all(
      due.slice(at, at + AT_A_TIME).map(({ id }) =>
        settleOnlinePaymentWorkflow(container)
          .run({ input: { id } })
          .catch((error: unknown) => logger.error(`Payment ${id}: ${reasonOf(error)}`)),
      ),
    )
  }
}

export const config = {
  name: "settle-online-payments",
  schedule: { interval: 5_000 },
}
