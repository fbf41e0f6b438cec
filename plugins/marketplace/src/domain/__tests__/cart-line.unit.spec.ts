import type { CalculatedPriceSet } from "@medusajs/framework/types"
import { cartLine, type SoughtVariant } from "../cart-line"

const variant: SoughtVariant = {
  id: "variant",
  title: "FREX-1",
  sku: "FREX-1",
  barcode: null,
  thumbnail: null,
  manage_inventory: true,
  allow_backorder: false,
  inventory_items: [],
  price_set_id: "pset",
  product: {
    id: "prod",
    title: "Disque de frein",
    description: null,
    subtitle: "Avant",
    thumbnail: "/disque.webp",
    handle: "disque-de-frein",
    discountable: true,
    type_id: null,
    type: null,
    collection: null,
    published: true,
    vendor: null,
  },
}

const price = (calculated: number | null, original = calculated, list: string | null = null) =>
  ({
    id: "pset",
    calculated_amount: calculated,
    original_amount: original,
    is_calculated_price_tax_inclusive: true,
    calculated_price: { price_list_type: list },
  }) as CalculatedPriceSet

const asked = { variant_id: "variant", quantity: 2 }

describe("a line of a cart", () => {
  it("says what its variant and its product say, at the price of the day", () => {
    expect(cartLine(asked, variant, price(72.35))).toMatchObject({
      quantity: 2,
      title: "Disque de frein",
      subtitle: "FREX-1",
      variant_sku: "FREX-1",
      product_subtitle: "Avant",
      thumbnail: "/disque.webp",
      unit_price: 72.35,
      is_tax_inclusive: true,
      requires_shipping: true,
      metadata: {},
    })
  })

  it("shows its own picture before its product's, and keeps the facts it came with", () => {
    const line = cartLine(
      { ...asked, metadata: { vehicle: "Clio IV" } },
      { ...variant, thumbnail: "/ce-disque.webp" },
      price(1),
    )
    expect(line).toMatchObject({
      thumbnail: "/ce-disque.webp",
      metadata: { vehicle: "Clio IV" },
    })
  })

  it.each([
    ["a sale", 80, 100, "sale", 100],
    ["a sale that takes nothing off", 100, 100, "sale", undefined],
    ["another list of prices", 80, 100, "override", undefined],
    ["no list", 100, 100, null, undefined],
  ])("of %s remembers the price before it", (_name, now, before, list, expected) => {
    expect(cartLine(asked, variant, price(now, before, list)).compare_at_unit_price).toBe(expected)
  })

  it.each([undefined, price(null)])("without a price is not for sale", (none) => {
    expect(() => cartLine(asked, variant, none)).toThrow(
      expect.objectContaining({ code: "product_not_sold" }),
    )
  })
})
