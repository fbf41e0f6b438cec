import type { Key } from "../../i18n/translate"
import type {
  Cart,
  CartGroup,
  CartLine,
  LineProblem,
  Part,
  ShippingOption,
} from "../../lib/api-types"

export const MAX_QUANTITY = 99

/** A quantity as typed; null when it is not a whole number a cart may hold. */
export function parseQuantity(text: unknown): number | null {
  if (typeof text !== "string" || !/^\d{1,3}$/.test(text.trim())) {
    return null
  }
  const quantity = Number(text)
  return quantity >= 1 && quantity <= MAX_QUANTITY ? quantity : null
}

export const countItems = (cart: Cart): number =>
  cart.groups.flatMap(({ lines }) => lines).reduce((sum, line) => sum + line.quantity, 0)

const problems: Record<LineProblem, Key> = {
  vendor_unavailable: "cart.problemVendor",
  out_of_stock: "cart.problemStock",
}
/** Why a line cannot be ordered as it is, and what to do. */
export const problemOf = (line: CartLine): Key | null => line.problem && problems[line.problem]

export const isBlocked = (cart: Cart): boolean =>
  cart.groups.some(
    ({ lines, shipping_options }) =>
      shipping_options.length === 0 ||
      lines.some((line) => line.problem !== null || line.claim_problem !== null),
  )

export const cheapestOption = (group: CartGroup): ShippingOption | undefined =>
  group.shipping_options.reduce<ShippingOption | undefined>(
    (best, option) => (!best || option.price_millimes < best.price_millimes ? option : best),
    undefined,
  )

/** The option the buyer chose for a vendor, when it still exists; else the cheapest. */
export const chosenOption = (
  group: CartGroup,
  chosen: Record<string, string> = {},
): ShippingOption | undefined =>
  group.shipping_options.find(
    ({ id }) => id === (chosen[group.vendor.handle] ?? group.chosen_shipping_option_id),
  ) ?? cheapestOption(group)

export type Totals = { items: number; discount: number; shipping: number; total: number }

/** What will be paid with these delivery choices, before the API has been told of them. */
export function totalsWith(cart: Cart, chosen: Record<string, string> = {}): Totals {
  const shipping = cart.groups.reduce(
    (sum, group) => sum + (chosenOption(group, chosen)?.price_millimes ?? 0),
    0,
  )
  return {
    items: cart.items_millimes,
    discount: cart.discount_millimes,
    shipping,
    total:
      cart.items_millimes -
      cart.discount_millimes +
      shipping +
      cart.core_deposit_millimes +
      cart.stamp_millimes,
  }
}

/** What changed since a line was put into the cart, or does not suit the reader's vehicle. */
export type LineWarning = { newPrice?: number; doesNotFit?: true }

/** Compares each line with its part as it is sold now. A part that could not be read warns of nothing. */
export function warningsOf(
  lines: CartLine[],
  parts: Map<string, Pick<Part, "offers" | "fits">>,
): Map<string, LineWarning> {
  const warnings = new Map<string, LineWarning>()
  for (const line of lines) {
    const part = line.part_id ? parts.get(line.part_id) : undefined
    const price = part?.offers.find((offer) => offer.variant_id === line.variant_id)?.price_millimes
    const warning: LineWarning = {
      ...(price !== undefined && price !== line.unit_price_millimes ? { newPrice: price } : {}),
      ...(part?.fits === "does_not_fit" ? { doesNotFit: true } : {}),
    }
    if (Object.keys(warning).length > 0) {
      warnings.set(line.id, warning)
    }
  }
  return warnings
}
