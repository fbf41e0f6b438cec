import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { registerCheckoutCheck } from "@souk/kit/checks"
import { roundToMillimes } from "@souk/kit/money"
import { normalisePhone } from "@souk/marketplace/domain/identifiers"
import { refusalOfCash } from "../domain/cash-on-delivery"
import { errors } from "../domain/errors"
import { gatewayNameOf } from "../gateways/gateway"
import { ONLINE_PAYMENTS_MODULE } from "../modules/online-payments"
import type OnlinePaymentsModuleService from "../modules/online-payments/service"

/** The part of core's snapshot of a cart that the ways to pay read. */
type CartSnapshot = {
  id: string
  total: BigNumberInput
  shipping_address: { phone: string | null; province: string | null } | null
  payment_collection: {
    payment_sessions: { id: string; provider_id: string }[] | null
  } | null
}

const CASH = "pp_cod_cod"

/** Why this buyer may not pay this total in cash, or null. */
export async function cashRefusal(
  container: MedusaContainer,
  cart: { total: BigNumberInput; phone: string | null; governorate_code: string | null },
) {
  const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
  const phone = cart.phone && normalisePhone(cart.phone)
  const [rules, [, failed], [refused]] = await Promise.all([
    service.cashRules(),
    phone ? service.listAndCountFailedDeliveries({ phone }, { take: 1 }) : [[], 0],
    phone ? service.listCashRefusals({ phone }, { take: 1 }) : [],
  ])
  return refusalOfCash(rules, {
    total_millimes: roundToMillimes(cart.total),
    governorate_code: cart.governorate_code,
    failed_deliveries: failed as number,
    refused: Boolean(refused),
  })
}

registerCheckoutCheck<CartSnapshot>({
  name: "cash-on-delivery-allowed",
  rank: 50,
  check: async (cart, container) => {
    const session = cart.payment_collection?.payment_sessions?.[0]
    if (session?.provider_id !== CASH) return
    const refusal = await cashRefusal(container, {
      total: cart.total,
      phone: cart.shipping_address?.phone ?? null,
      governorate_code: cart.shipping_address?.province ?? null,
    })
    if (refusal) throw refusal
  },
})

// Rien n'est réservé avant le paiement : une commande en ligne ne se passe qu'une fois payée.
registerCheckoutCheck<CartSnapshot>({
  name: "online-payment-arrived",
  rank: 60,
  check: async (cart, container) => {
    const session = cart.payment_collection?.payment_sessions?.[0]
    if (!session || !gatewayNameOf(session.provider_id)) return
    const service: OnlinePaymentsModuleService = container.resolve(ONLINE_PAYMENTS_MODULE)
    const [paid] = await service.listOnlinePayments(
      { session_id: session.id, status: "paid" },
      { take: 1 },
    )
    if (!paid) throw errors.payment_not_made()
  },
})
