import type {
  BigNumberInput,
  CalculatedPriceSet,
  CreateLineItemForCartDTO,
} from "@medusajs/framework/types"
import type { SoughtProduct, StockedVariant } from "./checkout"
import { errors } from "./errors"

/** What a buyer asks to add, once core's validator and the shop's facts have passed over it. */
export type AskedLine = {
  variant_id: string
  quantity: number
  metadata?: Record<string, unknown> | null
}

/** A variant that a cart is to hold: whether it may be sold, what there is of it, what its line says. */
export type SoughtVariant = StockedVariant & {
  title: string
  sku: string | null
  barcode: string | null
  thumbnail: string | null
  price_set_id: string | null
  product: SoughtProduct & {
    description: string | null
    subtitle: string | null
    thumbnail: string | null
    handle: string
    discountable: boolean
    type_id: string | null
    type: string | null
    collection: string | null
  }
}

/** What a line keeps of its variant, as core's carts do, at a price of core's. */
export function cartLine(
  asked: AskedLine,
  variant: SoughtVariant,
  price: CalculatedPriceSet | undefined,
): Omit<CreateLineItemForCartDTO, "cart_id"> {
  const { product } = variant
  const amount = price?.calculated_amount
  if (amount == null) throw errors.product_not_sold({ title: product.title })
  return {
    quantity: asked.quantity,
    title: product.title,
    subtitle: variant.title,
    thumbnail: variant.thumbnail ?? product.thumbnail ?? undefined,
    product_id: product.id,
    product_title: product.title,
    product_description: product.description ?? undefined,
    product_subtitle: product.subtitle ?? undefined,
    product_type: product.type ?? undefined,
    product_type_id: product.type_id ?? undefined,
    product_collection: product.collection ?? undefined,
    product_handle: product.handle,
    variant_id: variant.id,
    variant_sku: variant.sku ?? undefined,
    variant_barcode: variant.barcode ?? undefined,
    variant_title: variant.title,
    is_discountable: product.discountable,
    // Une pièce se livre toujours.
    requires_shipping: true,
    unit_price: amount,
    compare_at_unit_price: priceBefore(price!) ?? undefined,
    is_tax_inclusive: price!.is_calculated_price_tax_inclusive,
    metadata: asked.metadata ?? {},
  }
}

/** What a price list of reductions takes its price from. */
function priceBefore(price: CalculatedPriceSet): BigNumberInput | null {
  const reduced = price.calculated_price?.price_list_type === "sale"
  return reduced && Number(price.original_amount) !== Number(price.calculated_amount)
    ? price.original_amount
    : null
}
