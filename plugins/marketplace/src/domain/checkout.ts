import type { BigNumberInput } from "@medusajs/framework/types"
import { isMillimes, roundToMillimes, toMillimes, type Millimes } from "@souk/kit/money"
import { commonErrors } from "@souk/kit/errors"
import { errors } from "./errors"
import { maySell, type VendorStatus } from "./vendor-status"

/**
 * Key of the cart's metadata that says it went through the checkout; core copies it to the order. It
 * is how the repair run tells an order of a checkout from any other.
 */
export const CHECKOUT_MARK = "checkout_cart_id"

/** Key of the same metadata: the buyer's language, for the mails about the order. */
export const CHECKOUT_LOCALE = "checkout_locale"

export type SellingVendor = {
  id: string
  handle: string
  name: string
  status: VendorStatus
  /** The one way it delivers by. */
  shipping_option_id: string | null
}

export type SoughtProduct = {
  id: string
  title: string
  published: boolean
  vendor: SellingVendor | null
}

/** Refuses what may not be sold: nobody's products, withdrawn ones, those of a vendor not approved. */
export function assertSellable(products: SoughtProduct[]): void {
  for (const product of products) {
    if (!product.vendor) throw errors.product_not_sold({ title: product.title })
    if (!maySell(product.vendor.status)) {
      throw errors.vendor_not_selling({ title: product.title, vendor: product.vendor.name })
    }
    if (!product.published) throw errors.product_not_sold({ title: product.title })
  }
}

/** Core takes one and a half of a part; nobody can ship it, nor price it in whole millimes. */
export function assertWholeQuantities(quantities: unknown[]): void {
  for (const quantity of quantities) {
    const number = Number(quantity)
    if (!Number.isSafeInteger(number) || number < 0) throw errors.quantity_not_whole()
  }
}

/** What there is of a variant, location by location. */
export type StockedVariant = {
  id: string
  manage_inventory: boolean
  allow_backorder: boolean
  inventory_items: {
    required_quantity: number
    inventory: {
      location_levels: { stocked_quantity: number; reserved_quantity: number }[]
    }
  }[]
}

/** Refuses more of a part than its vendor has. */
export function assertInStock(asked: {
  variants: StockedVariant[]
  lines: { variant_id?: string | null; quantity: BigNumberInput }[]
}): void {
  for (const variant of asked.variants) {
    if (!variant.manage_inventory || variant.allow_backorder) continue
    const quantity = asked.lines
      .filter((line) => line.variant_id === variant.id)
      .reduce((total, line) => total + Number(line.quantity), 0)
    const available = variant.inventory_items.map(({ required_quantity, inventory }) => {
      const free = inventory.location_levels.map(
        (level) => Number(level.stocked_quantity) - Number(level.reserved_quantity),
      )
      return free.reduce((total, one) => total + one, 0) / Number(required_quantity)
    })
    if (available.length === 0 || quantity > Math.min(...available)) {
      throw commonErrors.out_of_stock()
    }
  }
}

/** Every vendor of the cart ships once, and nobody else does. */
export function assertOneDeliveryEach(
  vendors: { id: string; name: string }[],
  deliveries: { vendor_id: string | null }[],
): void {
  for (const delivery of deliveries) {
    if (!vendors.some((vendor) => vendor.id === delivery.vendor_id))
      throw errors.shipping_not_of_cart()
  }
  for (const vendor of vendors) {
    const count = deliveries.filter((delivery) => delivery.vendor_id === vendor.id).length
    if (count !== 1) throw errors.shipping_missing({ vendor: vendor.name })
  }
}

/** Whether each line still costs what it is sold for today. Prices go by the line's id. */
export function pricesHold(
  lines: { id: string; unit_price: BigNumberInput }[],
  prices: Record<string, { calculated_amount: BigNumberInput | null } | undefined>,
): boolean {
  return lines.every(({ id, unit_price }) => {
    const amount = prices[id]?.calculated_amount
    return amount != null && roundToMillimes(amount) === roundToMillimes(unit_price)
  })
}

/** Le total est en millimes entiers et c'est exactement ce que l'acheteur a accepté de payer. */
export function assertPayable(total: unknown, session: unknown): Millimes {
  const due = wholeOrNull(total)
  if (due === null) throw errors.amount_not_whole()
  const offered = session === null || session === undefined ? null : wholeOrNull(session)
  if (offered !== due) throw errors.payment_differs({ payment: offered ?? "—", total: due })
  return due
}

function wholeOrNull(amount: unknown): Millimes | null {
  try {
    const millimes = toMillimes(amount as number)
    return isMillimes(millimes) ? millimes : null
  } catch {
    return null
  }
}
