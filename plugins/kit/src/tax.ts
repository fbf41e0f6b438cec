import { proportion, taxIncluded, type Millimes } from "./millimes"

/** Fonds de développement de la compétitivité : 1 % du prix hors taxes, qui entre dans la base de la TVA. */
export const FODEC_PERCENT = 1

/** Le taux de TVA de ce dont rien ne dit autre chose. */
export const USUAL_VAT_PERCENT = 19

/** How a product is taxed. */
export type TaxClass = { vat_percent: number; fodec: boolean }

/** What a tax-inclusive amount is made of; the three sum to it. */
export type TaxParts = {
  ht_millimes: Millimes
  fodec_millimes: Millimes
  vat_millimes: Millimes
}

/**
 * Défait un prix TTC : la TVA porte sur le hors taxes et le FODEC ensemble. Chaque taxe est arrondie
 * une fois au millime, le hors taxes est ce qui reste.
 */
export function taxParts(ttc: Millimes, { vat_percent, fodec }: TaxClass): TaxParts {
  const vat = taxIncluded(ttc, vat_percent)
  const base = ttc - vat
  const ht = fodec ? proportion(base, 100, 100 + FODEC_PERCENT) : base
  return { ht_millimes: ht, fodec_millimes: base - ht, vat_millimes: vat }
}

/** The tax-inclusive price of one entered before tax; `taxParts` gives the same price back. */
export function withTaxes(ht: Millimes, { vat_percent, fodec }: TaxClass): Millimes {
  const base = ht + (fodec ? proportion(ht, FODEC_PERCENT, 100) : 0)
  return base + proportion(base, vat_percent, 100)
}
