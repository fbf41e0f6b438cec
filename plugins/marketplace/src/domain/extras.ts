import type { Millimes } from "@souk/kit/money"

/**
 * Ce qui n'est pas un article et se paie avec la commande : la consigne d'une vieille pièce, et le
 * timbre fiscal quand l'acheteur le paie. Ni taxe, ni commission, ni remise, et rien qui compte pour
 * la livraison offerte.
 */
export type Extra = {
  kind: "core_deposit" | "stamp"
  vendor_id: string
  /** Of the goods that a deposit is for; null for a stamp. */
  product_id: string | null
  variant_id: string | null
  quantity: number
  unit_millimes: Millimes
}

/** A line of goods, with what its offer asks for the old part. */
export type DepositedGoods = {
  vendor_id: string
  product_id: string
  variant_id: string
  quantity: number
  core_deposit_millimes: Millimes | null
}

/** Who pays the stamp of an invoice, and how much it is. */
export type StampTerms = { payer: "vendor" | "buyer"; amount_millimes: Millimes }

/**
 * Une consigne par article qui en demande une, pour autant de pièces ; un timbre par vendeur, une
 * commande vendeur ayant une facture.
 */
export function extrasOf(goods: DepositedGoods[], stamp: StampTerms): Extra[] {
  const byVariant = new Map<string, Extra>()
  for (const line of goods) {
    if (!line.core_deposit_millimes) continue
    const known = byVariant.get(line.variant_id)
    byVariant.set(line.variant_id, {
      kind: "core_deposit",
      vendor_id: line.vendor_id,
      product_id: line.product_id,
      variant_id: line.variant_id,
      quantity: (known?.quantity ?? 0) + line.quantity,
      unit_millimes: line.core_deposit_millimes,
    })
  }
  const isAsked = stamp.payer === "buyer" && stamp.amount_millimes > 0
  const vendors = isAsked ? [...new Set(goods.map((line) => line.vendor_id))] : []
  return [
    ...byVariant.values(),
    ...vendors.map((vendor_id): Extra => ({
      kind: "stamp",
      vendor_id,
      product_id: null,
      variant_id: null,
      quantity: 1,
      unit_millimes: stamp.amount_millimes,
    })),
  ]
}

/** Key of a cart line's metadata that says it is one of these; core copies it to the order's line. */
export const EXTRA_FACT = "souk_extra"

export type ExtraFact = Pick<Extra, "kind" | "vendor_id" | "product_id" | "variant_id">

/** What a line says it is, where it is no article. */
export function extraFactOf(
  metadata: Record<string, unknown> | null | undefined,
): ExtraFact | null {
  const fact = metadata?.[EXTRA_FACT]
  if (typeof fact !== "object" || fact === null) return null
  const { kind, vendor_id, product_id, variant_id } = fact as Record<string, unknown>
  if ((kind !== "core_deposit" && kind !== "stamp") || typeof vendor_id !== "string") return null
  const idOf = (id: unknown) => (typeof id === "string" ? id : null)
  return { kind, vendor_id, product_id: idOf(product_id), variant_id: idOf(variant_id) }
}

export const isGoods = (line: { metadata?: Record<string, unknown> | null }) =>
  extraFactOf(line.metadata) === null

/** Key of the cart's metadata: its articles and what goes with them, as they were prepared. */
export const EXTRAS_MARK = "checkout_extras"

/** The same articles and the same extras give the same words. */
export function extrasMark(
  goods: { variant_id: string | null; quantity: number }[],
  extras: Pick<Extra, "kind" | "vendor_id" | "variant_id" | "quantity" | "unit_millimes">[],
): string {
  const quantities = new Map<string, number>()
  for (const { variant_id, quantity } of goods) {
    quantities.set(variant_id ?? "", (quantities.get(variant_id ?? "") ?? 0) + quantity)
  }
  return [
    ...[...quantities].map(([variant, quantity]) => `${variant}*${quantity}`),
    ...extras.map(
      (one) =>
        `${one.kind}:${one.variant_id ?? one.vendor_id}*${one.quantity}=${one.unit_millimes}`,
    ),
  ]
    .sort()
    .join(" ")
}

/** As the order and the invoice call them. */
export function extraTitle(kind: Extra["kind"], title: string | null): string {
  if (kind === "stamp") return "Timbre fiscal"
  const name = "Consigne (remboursée au retour de l'ancienne pièce)"
  return title ? `${name} – ${title}` : name
}
