import { USUAL_VAT_PERCENT } from "@souk/kit/tax"

/**
 * The Medusa product type that carries a rate. Le taux de TVA réduit d'un produit passe par son type ;
 * sans ce type, le taux normal s'applique.
 */
export const taxTypeId = (vatPercent: number): string => `ptyp_tva_${vatPercent}`

/** The rate that a product's type carries. */
export function percentOfType(typeId: string | null): number {
  const [, percent] = /^ptyp_tva_(\d+)$/.exec(typeId ?? "") ?? []
  return percent === undefined ? USUAL_VAT_PERCENT : Number(percent)
}
