import { basisPoints, type Millimes } from "@souk/kit/money"

/** 10 % unless the marketplace or the vendor's agreement says otherwise. */
export const DEFAULT_COMMISSION_BPS = 1000

export type CommissionRule = { id: "default" | "vendor"; rate_bps: number }

export type Commission = {
  rule_id: string
  rate_bps: number
  base_millimes: Millimes
  amount_millimes: Millimes
}

export function pickRule(vendorBps: number | null, defaultBps: number): CommissionRule {
  return vendorBps === null
    ? { id: "default", rate_bps: defaultBps }
    : { id: "vendor", rate_bps: vendorBps }
}

/**
 * La commission se prend sur le prix net de remise, arrondie une seule fois au millime ; le port
 * n'en porte pas.
 */
export function commissionOn(netMillimes: Millimes, rule: CommissionRule): Commission {
  return {
    rule_id: rule.id,
    rate_bps: rule.rate_bps,
    base_millimes: netMillimes,
    amount_millimes: basisPoints(netMillimes, rule.rate_bps),
  }
}
