import { proportion, taxIncluded, type Millimes } from "@souk/kit/money"

/** Les taux de TVA en vigueur ; 0 pour ce qui en est exonéré. */
export const VAT_PERCENTS = [0, 7, 13, 19] as const

/** Fonds de développement de la compétitivité : 1 % du prix hors taxes, qui entre dans la base de la TVA. */
const FODEC_PERCENT = 1

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

/** What the operator decided of a category (and all under it) or of one product; null: as before. */
export type TaxRule = {
  scope: "category" | "product"
  reference_id: string
  vat_percent: number | null
  fodec: boolean | null
}

export type TaxedProduct = {
  product_id: string
  /** The product's categories and all above them, nearest first. */
  category_ids: string[]
  /** The rate that the order's line carries. */
  vat_percent: number
}

/**
 * Comment un article est taxé : la règle du produit, sinon celle de sa catégorie la plus proche,
 * sinon le taux de sa ligne et pas de FODEC. Les deux taxes se décident séparément.
 */
export function taxClassOf(product: TaxedProduct, rules: TaxRule[]): TaxClass {
  const ordered = [
    ...rules.filter((rule) => rule.scope === "product" && rule.reference_id === product.product_id),
    ...product.category_ids.flatMap((id) =>
      rules.filter((rule) => rule.scope === "category" && rule.reference_id === id),
    ),
  ]
  return {
    vat_percent:
      ordered.find((rule) => rule.vat_percent !== null)?.vat_percent ?? product.vat_percent,
    fodec: ordered.find((rule) => rule.fodec !== null)?.fodec ?? false,
  }
}
