import { sum, type Millimes } from "@souk/kit/money"
import { FODEC_PERCENT, taxParts, type TaxClass } from "@souk/kit/tax"

/** Les taux de TVA en vigueur ; 0 pour ce qui en est exonéré. */
export const VAT_PERCENTS = [0, 7, 13, 19] as const

export type TaxSummary = {
  ht_millimes: Millimes
  fodec_millimes: Millimes
  /** By rate, the highest first; the base of a rate counts the FODEC. */
  vat: { percent: number; base_millimes: Millimes; vat_millimes: Millimes }[]
}

/** What tax-inclusive lines are made of together: each is undone and rounded on its own. */
export function taxSummary(lines: { ttc_millimes: Millimes; tax: TaxClass }[]): TaxSummary {
  const undone = lines.map(({ ttc_millimes, tax }) => ({
    percent: tax.vat_percent,
    ...taxParts(ttc_millimes, tax),
  }))
  const percents = [...new Set(undone.map((line) => line.percent))].sort((a, b) => b - a)
  return {
    ht_millimes: sum(undone.map((line) => line.ht_millimes)),
    fodec_millimes: sum(undone.map((line) => line.fodec_millimes)),
    vat: percents.map((percent) => {
      const taxed = undone.filter((line) => line.percent === percent)
      return {
        percent,
        base_millimes: sum(taxed.map((line) => line.ht_millimes + line.fodec_millimes)),
        vat_millimes: sum(taxed.map((line) => line.vat_millimes)),
      }
    }),
  }
}

/** A tax as core writes it on a line of a cart or an order: a percentage of the price before tax. */
export type TaxLine = { code: string; name: string; rate: number }

const VAT_CODE = /^TVA(\d+)$/
const FODEC_CODE = "FODEC"

/**
 * Les taxes d'un article comme le cœur les additionne : chacune en pourcentage du hors taxes. Le FODEC
 * entre dans la base de la TVA : 19 % du hors taxes augmenté de 1 % en font 19,19 %.
 */
export function taxLinesOf({ vat_percent, fodec }: TaxClass): TaxLine[] {
  const vat = {
    code: `TVA${vat_percent}`,
    name: `TVA ${vat_percent} %`,
    rate: fodec ? (vat_percent * (100 + FODEC_PERCENT)) / 100 : vat_percent,
  }
  return fodec ? [vat, { code: FODEC_CODE, name: "FODEC 1 %", rate: FODEC_PERCENT }] : [vat]
}

/** How a line was taxed when it was ordered: what its tax lines froze. None: it is not taxed. */
export function frozenTaxClass(
  lines: { code?: string | null; rate: unknown }[] | null | undefined,
): TaxClass {
  const all = lines ?? []
  const fodec = all.some(({ code }) => code === FODEC_CODE)
  const percents = all
    .filter(({ code }) => code !== FODEC_CODE)
    .map(({ code, rate }) => Number(VAT_CODE.exec(code ?? "")?.[1] ?? rate))
  return { vat_percent: sum(percents), fodec }
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
  /** The usual rate: the region's, or that of the product's type. */
  vat_percent: number
  /** Its vendor asks no TVA. */
  is_exempt?: boolean
}

/**
 * Comment un article est taxé : un vendeur exonéré n'ajoute rien ; sinon la règle du produit, celle de
 * sa catégorie la plus proche, le taux courant et pas de FODEC. Les deux taxes se décident séparément.
 */
export function taxClassOf(product: TaxedProduct, rules: TaxRule[]): TaxClass {
  if (product.is_exempt) return { vat_percent: 0, fodec: false }
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
