import type {
  ILockingModule,
  IOrderModuleService,
  IPaymentModuleService,
  Logger,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { reasonOf } from "@souk/kit/errors"
import { toDinars } from "@souk/kit/money"
import { MARKETPLACE_MODULE } from "../modules/marketplace"
import type MarketplaceModuleService from "../modules/marketplace/service"

const LOCK_SECONDS = 120

/**
 * Asks the gateway to pay a decided refund, once. Core writes its own refund, which names ours in its
 * note, before it asks the gateway: one that is there already was begun by a process that died, and
 * nobody here knows how it ended. It is then for a person to look, never to be asked again.
 *
 * `refundPaymentsWorkflow` of core 2.21 swallows the gateway's refusal and writes the order's
 * transaction all the same, hence its two halves here.
 * @returns true when this call paid it.
 */
export async function sendRefund(container: MedusaContainer, id: string): Promise<boolean> {
  const locking: ILockingModule = container.resolve(Modules.LOCKING)
  return await locking.execute([`order-refund:${id}`], () => send(container, id), {
    timeout: LOCK_SECONDS,
  })
}

async function send(container: MedusaContainer, id: string): Promise<boolean> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const refund = await marketplace.retrieveOrderRefund(id)
  if (refund.status !== "sending" || !refund.payment_id) return false
  const amount = toDinars(Number(refund.amount_millimes))

  const begun = await payments.listRefunds({ payment_id: refund.payment_id }, { take: 1000 })
  if (begun.some((one) => one.note === id)) {
    await marketplace.handOverRefund({ id, due_reason: "unclear", failure: "" })
    return false
  }
  try {
    await payments.refundPayment({
      payment_id: refund.payment_id,
      amount,
      note: id,
      created_by: refund.created_by,
    })
  } catch (error) {
    const failure = reasonOf(error)
    logger.warn(`The gateway did not pay the refund ${id}: ${failure}`)
    await marketplace.handOverRefund({
      id,
      due_reason: "refused",
      failure: failure.slice(0, 500),
    })
    return false
  }
  const [paid] = (
    await payments.listRefunds({ payment_id: refund.payment_id }, { take: 1000 })
  ).filter((one) => one.note === id)
  const settled = await marketplace.settleRefund({
    id,
    reference: paid?.id ?? refund.payment_id,
    actor_id: refund.created_by,
    method: "gateway",
  })
  // Ce que le cœur sait de la commande : l'argent rendu, comme le fait son propre remboursement.
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  await orders.addOrderTransactions([
    {
      order_id: refund.order_id,
      amount: 0 - amount,
      currency_code: refund.currency_code,
      reference: "refund",
      reference_id: paid?.id ?? refund.payment_id,
    },
  ])
  return settled
}
