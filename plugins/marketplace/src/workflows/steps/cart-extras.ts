import type { BigNumberInput, ICartModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { roundToMillimes, toDinars } from "@souk/kit/money"
import { read } from "@souk/kit/query"
import {
  EXTRA_FACT,
  extraFactOf,
  extrasOf,
  extraTitle,
  type Extra,
  type StampTerms,
} from "../../domain/extras"
import { INVOICES_MODULE } from "../../modules/invoices"
import type InvoicesModuleService from "../../modules/invoices/service"

type Goods = {
  vendor_id: string
  product_id: string
  variant_id: string | null
  quantity: number
}

/** What the offers of variants ask for the old part. Empty without the parts plugin. */
export async function depositsOf(
  container: MedusaContainer,
  variantIds: string[],
): Promise<Map<string, number>> {
  if (variantIds.length === 0 || !container.hasRegistration("parts")) return new Map()
  const offers = await read<{ variant_id: string; core_deposit_millimes: number | null }>(
    container,
    {
      entity: "offer",
      fields: ["variant_id", "core_deposit_millimes"],
      filters: { variant_id: variantIds },
    },
  )
  return new Map(
    offers.flatMap(({ variant_id, core_deposit_millimes: deposit }) =>
      deposit ? [[variant_id, Number(deposit)] as const] : [],
    ),
  )
}

/** Who pays the stamp duty of vendors' invoices: the vendor, until the operator says otherwise. */
export async function stampTerms(container: MedusaContainer): Promise<StampTerms> {
  const invoices: InvoicesModuleService = container.resolve(INVOICES_MODULE)
  const identity = await invoices.identity()
  return {
    payer: identity?.stamp_payer ?? "vendor",
    amount_millimes: identity?.stamp_millimes ?? 1000,
  }
}

/** What goes with the goods of a cart, as things stand. */
export async function extrasFor(container: MedusaContainer, goods: Goods[]): Promise<Extra[]> {
  const variants = goods.flatMap((line) => line.variant_id ?? [])
  const [deposits, stamp] = await Promise.all([
    depositsOf(container, variants),
    stampTerms(container),
  ])
  return extrasOf(
    goods.map((line) => ({
      ...line,
      variant_id: line.variant_id ?? "",
      core_deposit_millimes: deposits.get(line.variant_id ?? "") ?? null,
    })),
    stamp,
  )
}

/** A line of the cart, as it was read when the checkout was checked. */
export type CartLine = {
  id: string
  title: string
  product_title: string | null
  variant_id: string | null
  quantity: number
  unit_price: BigNumberInput
  metadata: Record<string, unknown> | null
}

/**
 * Écrit dans le panier les consignes et les timbres : ceux qui y sont déjà, à l'identique, restent ; les
 * autres partent. Lines of core without product: their price is theirs, no promotion touches them.
 */
export const writeExtrasStep = createStep(
  "write-cart-extras",
  async (
    { cart_id, lines, extras }: { cart_id: string; lines: CartLine[]; extras: Extra[] },
    { container },
  ) => {
    const written = lines.filter((line) => extraFactOf(line.metadata))
    if (written.length === 0 && extras.length === 0) return new StepResponse(null)

    const isWritten = (extra: Extra) => (line: CartLine) => {
      const fact = extraFactOf(line.metadata)!
      return (
        fact.kind === extra.kind &&
        fact.vendor_id === extra.vendor_id &&
        fact.variant_id === extra.variant_id &&
        Number(line.quantity) === extra.quantity &&
        roundToMillimes(line.unit_price) === extra.unit_millimes
      )
    }
    const kept = new Set(extras.flatMap((extra) => written.find(isWritten(extra))?.id ?? []))
    const gone = written.filter((line) => !kept.has(line.id)).map((line) => line.id)
    const missing = extras.filter((extra) => !written.some(isWritten(extra)))

    const carts: ICartModuleService = container.resolve(Modules.CART)
    if (gone.length > 0) await carts.deleteLineItems(gone)
    if (missing.length > 0) {
      const titleOf = (variantId: string | null) =>
        lines.find((line) => line.variant_id !== null && line.variant_id === variantId)
      await carts.addLineItems(
        cart_id,
        missing.map(({ kind, vendor_id, product_id, variant_id, quantity, unit_millimes }) => {
          const goods = titleOf(variant_id)
          return {
            title: extraTitle(kind, goods?.product_title ?? goods?.title ?? null),
            quantity,
            unit_price: toDinars(unit_millimes),
            is_tax_inclusive: true,
            is_custom_price: true,
            is_discountable: false,
            requires_shipping: false,
            metadata: { [EXTRA_FACT]: { kind, vendor_id, product_id, variant_id } },
          }
        }),
      )
    }
    return new StepResponse(null)
  },
  // No undo: the next preparation writes what must be, and the checks at completion compare.
)
