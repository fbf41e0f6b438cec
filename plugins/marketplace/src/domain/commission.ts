import { basisPoints, proportion, type Millimes } from "@souk/kit/money"
import type { CommissionBase, RuleCondition } from "./commission-terms"

export * from "./commission-terms"

/** 10 % unless a rule or the vendor's agreement says otherwise. */
export const DEFAULT_COMMISSION_BPS = 1000

/** TVA on the marketplace's own service, 19 %. */
export const COMMISSION_VAT_BPS = 1900

/** From this much sold in the calendar month on, this rate. */
export type CommissionTier = { from_millimes: Millimes; rate_bps: number }

/**
 * What the marketplace takes, and from whom. A scope that is null holds for everybody; several
 * scopes hold together. Rates are basis points (1000 = 10 %), amounts whole millimes before TVA.
 */
export type CommissionRule = {
  /** `default` and `vendor` are the marketplace's rate and the vendor's agreement. */
  id: string
  name: string
  /** The higher wins, whatever the scopes. */
  priority: number
  /** Included; null: since ever. */
  starts_at: Date | null
  /** Excluded; null: for ever. */
  ends_at: Date | null
  vendor_id: string | null
  /** A category and all that is under it. */
  category_id: string | null
  brand_id: string | null
  condition: RuleCondition | null
  rate_bps: number
  /** For each piece, on top of the rate. */
  fixed_millimes: Millimes
  tiers: CommissionTier[]
  /** Per line. */
  minimum_millimes: Millimes | null
  maximum_millimes: Millimes | null
  base: CommissionBase
  on_shipping: boolean
}

/** What decides which rule a line falls under. */
export type LineFacts = {
  vendor_id: string
  /** The line's category and all above it, nearest first. */
  category_ids: string[]
  brand_id: string | null
  condition: string | null
}

/** A rule with the rate that the vendor's month gives it. */
export type AppliedRule = { rule: CommissionRule; rate_bps: number }

export type Commission = {
  rule_id: string
  rule_name: string
  rate_bps: number
  /** What the rate applied to, shipping included. */
  base_millimes: Millimes
  /** The part of the base that is shipping. */
  shipping_base_millimes: Millimes
  /** Before TVA. */
  amount_millimes: Millimes
  vat_bps: number
  vat_millimes: Millimes
}

/** A plain percentage of the net price, for everybody or for one vendor. */
export function flatRule(id: string, rateBps: number, vendorId: string | null): CommissionRule {
  return {
    id,
    name: "",
    priority: 0,
    starts_at: null,
    ends_at: null,
    vendor_id: vendorId,
    category_id: null,
    brand_id: null,
    condition: null,
    rate_bps: rateBps,
    fixed_millimes: 0,
    tiers: [],
    minimum_millimes: null,
    maximum_millimes: null,
    base: "net",
    on_shipping: false,
  }
}

/**
 * La règle d'une ligne : la priorité la plus haute ; à priorité égale la plus précise (vendeur,
 * puis catégorie la plus proche, marque, état) ; enfin la plus récente. L'accord passé avec le
 * vendeur est une règle de priorité 0 sur ce vendeur, le taux général la règle de tous.
 *
 * @param rules every rule, the general one included; newest first among equals.
 * @throws when not even the general rule is given.
 */
export function pickRule(
  rules: CommissionRule[],
  facts: LineFacts,
  at: Date,
  monthTurnover: Millimes,
): AppliedRule {
  let best: { rule: CommissionRule; rank: number[] } | undefined
  for (const rule of rules) {
    if (!isInForce(rule, at) || !covers(rule, facts)) continue
    const rank = rankOf(rule, facts)
    if (!best || isAbove(rank, best.rank)) best = { rule, rank }
  }
  if (!best) throw new Error("No commission rule covers the line: the general rule is missing")
  return { rule: best.rule, rate_bps: rateFor(best.rule, monthTurnover) }
}

export function isInForce(rule: CommissionRule, at: Date): boolean {
  return (!rule.starts_at || rule.starts_at <= at) && (!rule.ends_at || at < rule.ends_at)
}

function covers(rule: CommissionRule, facts: LineFacts): boolean {
  return (
    (rule.vendor_id === null || rule.vendor_id === facts.vendor_id) &&
    (rule.category_id === null || facts.category_ids.includes(rule.category_id)) &&
    (rule.brand_id === null || rule.brand_id === facts.brand_id) &&
    (rule.condition === null || rule.condition === facts.condition)
  )
}

function rankOf(rule: CommissionRule, facts: LineFacts): number[] {
  const depth = rule.category_id
    ? facts.category_ids.length - facts.category_ids.indexOf(rule.category_id)
    : 0
  return [
    rule.id === "default" ? Number.NEGATIVE_INFINITY : rule.priority,
    rule.vendor_id ? 1 : 0,
    depth,
    rule.brand_id ? 1 : 0,
    rule.condition ? 1 : 0,
    // Une règle écrite vaut mieux que l'accord général du vendeur qu'elle précise.
    rule.id === "vendor" ? 0 : 1,
  ]
}

function isAbove(rank: number[], than: number[]): boolean {
  const place = rank.findIndex((value, index) => value !== than[index])
  return place >= 0 && rank[place]! > than[place]!
}

/** Le palier est celui que le mois du vendeur avait atteint avant cette commande. */
export function rateFor(rule: CommissionRule, monthTurnover: Millimes): number {
  const reached = rule.tiers.filter((tier) => tier.from_millimes <= monthTurnover)
  return reached.at(-1)?.rate_bps ?? rule.rate_bps
}

/** Whether somebody has to count the vendor's month to apply these rules. */
export function wantTurnover(rules: CommissionRule[]): boolean {
  return rules.some((rule) => rule.tiers.length > 0)
}

/** Whether somebody has to look up categories, brands and conditions to apply these rules. */
export function wantFacts(rules: CommissionRule[]): boolean {
  return rules.some((rule) => rule.category_id || rule.brand_id || rule.condition)
}

export type CommissionedLine = {
  quantity: number
  /** Before discounts. */
  gross_millimes: Millimes
  /** After discounts. */
  net_millimes: Millimes
  /** The line's share of what the buyer pays this vendor for shipping. */
  shipping_millimes: Millimes
}

/**
 * La commission d'une ligne, arrondie une seule fois au millime, et sa TVA à part. Elle ne dépasse
 * jamais, TVA comprise, ce que la ligne rapporte : un vendeur ne paie pas pour vendre.
 */
export function commissionFor(
  line: CommissionedLine,
  { rule, rate_bps }: AppliedRule,
  vatBps: number,
): Commission {
  const shipping = rule.on_shipping ? line.shipping_millimes : 0
  const goods = rule.base === "gross" ? line.gross_millimes : line.net_millimes
  const base = goods + shipping
  const asked = basisPoints(base, rate_bps) + rule.fixed_millimes * line.quantity
  const bounded = Math.min(
    Math.max(asked, rule.minimum_millimes ?? 0),
    rule.maximum_millimes ?? Number.MAX_SAFE_INTEGER,
  )
  const amount = Math.min(bounded, mostBeforeVat(line.net_millimes + shipping, vatBps))
  return {
    rule_id: rule.id,
    rule_name: rule.name,
    rate_bps,
    base_millimes: base,
    shipping_base_millimes: shipping,
    amount_millimes: amount,
    vat_bps: vatBps,
    vat_millimes: basisPoints(amount, vatBps),
  }
}

/** The largest amount that stays within `total` once its TVA is added. */
function mostBeforeVat(total: Millimes, vatBps: number): Millimes {
  const near = proportion(total, 10_000, 10_000 + vatBps)
  return near + basisPoints(near, vatBps) > total ? near - 1 : near
}

export type RuleProblem = "dates_reversed" | "bounds_reversed" | "tiers_disordered"

/** What is wrong with a rule that is about to be saved, or null. */
export function problemOf(
  rule: Pick<
    CommissionRule,
    "starts_at" | "ends_at" | "minimum_millimes" | "maximum_millimes" | "tiers"
  >,
): RuleProblem | null {
  if (rule.starts_at && rule.ends_at && rule.ends_at <= rule.starts_at) return "dates_reversed"
  const { minimum_millimes: minimum, maximum_millimes: maximum } = rule
  if (minimum !== null && maximum !== null && maximum < minimum) return "bounds_reversed"
  const steps = rule.tiers.map((tier) => tier.from_millimes)
  const ascend = steps.every((step, index) => index === 0 || step > steps[index - 1]!)
  return ascend ? null : "tiers_disordered"
}

/** Le mois civil de Tunis (UTC+1 toute l'année) où tombe un instant. */
export function monthOf(at: Date): { from: Date; to: Date } {
  const TUNIS_MS = 3_600_000
  const local = new Date(at.getTime() + TUNIS_MS)
  const start = (month: number) => new Date(Date.UTC(local.getUTCFullYear(), month, 1) - TUNIS_MS)
  return { from: start(local.getUTCMonth()), to: start(local.getUTCMonth() + 1) }
}
