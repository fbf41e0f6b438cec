import type { Millimes } from "@souk/kit/money"
import { errors } from "./errors"

/** The operator's rules for cash on delivery. */
export type CashRules = {
  enabled: boolean
  max_order_millimes: Millimes | null
  max_failed_deliveries: number | null
  /** By governorate code: the limit there, 0 where cash is not offered. */
  governorates: Record<string, Millimes>
}

export type CashOrder = {
  total_millimes: Millimes
  governorate_code: string | null
  /** Parcels this buyer refused, by phone. */
  failed_deliveries: number
  /** The operator decided that this buyer pays online. */
  refused: boolean
}

const dinars = (millimes: Millimes) =>
  `${Math.trunc(millimes / 1000)},${String(millimes % 1000).padStart(3, "0")}`

/** Why an order may not be paid in cash, or null when it may. The buyer is told what to do instead. */
export function refusalOfCash(rules: CashRules, order: CashOrder) {
  if (!rules.enabled) return errors.cash_not_offered()
  // Le refus n'accuse personne : le client lit la même phrase, quelle qu'en soit la cause.
  if (order.refused) return errors.cash_not_for_buyer()
  const { max_failed_deliveries: most } = rules
  if (most !== null && order.failed_deliveries >= most) return errors.cash_not_for_buyer()

  const local = order.governorate_code ? rules.governorates[order.governorate_code] : undefined
  if (local === 0) return errors.cash_not_in_governorate()
  const limits = [rules.max_order_millimes, local].filter((limit) => typeof limit === "number")
  const limit = limits.length > 0 ? Math.min(...limits) : null
  if (limit !== null && order.total_millimes > limit) {
    return errors.cash_above_limit({ limit: dinars(limit), total: dinars(order.total_millimes) })
  }
  return null
}
