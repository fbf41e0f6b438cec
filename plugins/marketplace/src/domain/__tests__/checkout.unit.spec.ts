import { describeErrors } from "@souk/kit/__tests__/told-in-three-languages"
import {
  assertInStock,
  assertOneDeliveryEach,
  assertPayable,
  assertSellable,
  assertWholeQuantities,
  type SoughtProduct,
  type StockedVariant,
} from "../checkout"
import { errors } from "../errors"
import { VENDOR_STATUSES } from "../vendor-status"

describe("what the marketplace refuses", () => describeErrors(errors))

const code = (expected: string) => expect.objectContaining({ code: expected })

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return null
}

describe("a product in a cart", () => {
  const vendor = {
    id: "ven_a",
    handle: "a",
    name: "Atelier A",
    status: "approved" as const,
    shipping_option_id: null,
  }
  const product: SoughtProduct = { id: "p", title: "Disque", published: true, vendor }

  it("of an approved vendor, published, may be sold", () => {
    expect(() => assertSellable([product, product])).not.toThrow()
    expect(() => assertSellable([])).not.toThrow()
  })

  it.each(VENDOR_STATUSES.filter((status) => status !== "approved"))(
    "of a vendor that is %s may not, and the vendor is named",
    (status) => {
      const refused = thrownBy(() =>
        assertSellable([product, { ...product, published: false, vendor: { ...vendor, status } }]),
      )
      expect(refused).toEqual(code("vendor_not_selling"))
      expect(String(refused)).toContain("Atelier A")
    },
  )

  it("withdrawn or of nobody may not", () => {
    const withdrawn = thrownBy(() => assertSellable([{ ...product, published: false }]))
    expect(withdrawn).toEqual(code("product_not_sold"))
    const orphan = thrownBy(() => assertSellable([{ ...product, vendor: null }]))
    expect(orphan).toEqual(code("product_not_sold"))
  })
})

describe("stock", () => {
  const held = (stocked_quantity: number, reserved_quantity = 0) => ({
    stocked_quantity,
    reserved_quantity,
  })
  const part = (levels: ReturnType<typeof held>[], other: Partial<StockedVariant> = {}) => ({
    id: "variant",
    manage_inventory: true,
    allow_backorder: false,
    inventory_items: [{ required_quantity: 1, inventory: { location_levels: levels } }],
    ...other,
  })
  const check = (variant: StockedVariant, ...quantities: number[]) =>
    thrownBy(() =>
      assertInStock({
        variants: [variant],
        lines: [
          { variant_id: "other", quantity: 99 },
          ...quantities.map((quantity) => ({ variant_id: "variant", quantity })),
        ],
      }),
    )

  it("is what its locations hold and nobody reserved", () => {
    expect(check(part([held(5, 2), held(1)]), 4)).toBeNull()
    expect(check(part([held(5, 2), held(1)]), 5)).toEqual(code("out_of_stock"))
    expect(check(part([]), 1)).toEqual(code("out_of_stock"))
  })

  it("is asked for by all lines of the part together", () => {
    expect(check(part([held(3)]), 1, 2)).toBeNull()
    expect(check(part([held(3)]), 2, 2)).toEqual(code("out_of_stock"))
  })

  it("of a kit is that of its scarcest piece", () => {
    const piece = (required_quantity: number, stocked: number) => ({
      required_quantity,
      inventory: { location_levels: [held(stocked)] },
    })
    const kit = part([], { inventory_items: [piece(1, 9), piece(4, 7)] })
    expect(check(kit, 1)).toBeNull()
    expect(check(kit, 2)).toEqual(code("out_of_stock"))
    expect(check(part([], { inventory_items: [] }), 1)).toEqual(code("out_of_stock"))
  })

  it("does not matter where none is counted, or more may be sold than there is", () => {
    expect(check(part([], { manage_inventory: false }), 9)).toBeNull()
    expect(check(part([], { allow_backorder: true }), 9)).toBeNull()
  })
})

describe("quantities", () => {
  it.each([[[]], [[1]], [[0, 12]], [["3"]]])("%p are whole", (quantities) => {
    expect(() => assertWholeQuantities(quantities)).not.toThrow()
  })

  it.each([[[1.5]], [[1, -1]], [[Number.NaN]], [[2 ** 60]], [["x"]], [[{}]]])(
    "%p are not",
    (quantities) => {
      expect(thrownBy(() => assertWholeQuantities(quantities))).toEqual(code("quantity_not_whole"))
    },
  )
})

describe("the deliveries of a cart", () => {
  const a = { id: "ven_a", name: "A" }
  const b = { id: "ven_b", name: "B" }

  it("are one per vendor", () => {
    const both = [{ vendor_id: "ven_b" }, { vendor_id: "ven_a" }]
    expect(() => assertOneDeliveryEach([a, b], both)).not.toThrow()
  })

  it.each([
    ["none for one", [{ vendor_id: "ven_a" }], "shipping_missing"],
    ["none at all", [], "shipping_missing"],
    [
      "two of one",
      [{ vendor_id: "ven_a" }, { vendor_id: "ven_a" }, { vendor_id: "ven_b" }],
      "shipping_missing",
    ],
    ["a stranger's", [{ vendor_id: "ven_c" }], "shipping_not_of_cart"],
    ["nobody's", [{ vendor_id: null }], "shipping_not_of_cart"],
  ])("%s is refused", (_, deliveries, expected) => {
    expect(thrownBy(() => assertOneDeliveryEach([a, b], deliveries))).toEqual(code(expected))
  })
})

describe("what is paid", () => {
  it.each([
    [61.556, 61.556, 61_556],
    ["0.003", { value: "0.003" }, 3],
    ["57.24700000000000000001", 57.247, 57_247],
    [0, 0, 0],
  ])("%p for a total of %p is %d", (session, total, millimes) => {
    expect(assertPayable(total, session)).toBe(millimes)
  })

  it.each([
    ["a total with a fraction of a millime", 57.24732, 57.24732, "amount_not_whole"],
    ["a total that is no number", "x", 1, "amount_not_whole"],
    ["a payment a millime short", 10, 9.999, "payment_differs"],
    ["a payment with a fraction", 10, 10.0004, "payment_differs"],
    ["no payment", 10, undefined, "payment_differs"],
    ["no payment for nothing", 0, null, "payment_differs"],
  ])("%s is refused", (_, total, session, expected) => {
    expect(thrownBy(() => assertPayable(total, session))).toEqual(code(expected))
  })
})
