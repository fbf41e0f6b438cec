import {
  projectionDiffers,
  projectOffer,
  type ProductFacts,
  type VendorFacts,
} from "../offer-projection"

const product: ProductFacts = {
  status: "published",
  title: "Disque de frein Bosch 0 986 424 797",
  thumbnail: null,
  sku: "FREX-1",
  price_dinars: "72.350",
  stocked_quantity: 9,
  reserved_quantity: 2,
}
const vendor: VendorFacts = {
  id: "ven_1",
  handle: "frein-express",
  name: "Frein Express",
  status: "approved",
  governorate_code: "11",
  logo_url: null,
  return_days: 14,
  stock_location_id: "sloc_1",
}

describe("projectOffer", () => {
  it("shows a published, priced offer of an approved vendor, in whole millimes", () => {
    expect(projectOffer("ven_1", product, vendor)).toMatchObject({
      listed: true,
      price_millimes: 72_350,
      stock_available: 7,
      vendor_handle: "frein-express",
    })
  })

  it.each(["pending", "info_requested", "rejected", "suspended", "banned", "closed"])(
    "never lists an offer of a vendor that is %s",
    (status) => {
      const projection = projectOffer("ven_1", product, { ...vendor, status })
      expect(projection).toMatchObject({ listed: false, vendor_active: false })
    },
  )

  it.each([
    ["draft", { ...product, status: "draft" }, vendor],
    ["without a price", { ...product, price_dinars: null }, vendor],
    ["priced in fractions of a millime", { ...product, price_dinars: "1.00049" }, vendor],
    ["deleted", null, vendor],
    ["owned by nobody", product, null],
  ])("does not list a product that is %s", (_, facts, owner) => {
    expect(projectOffer("ven_1", facts, owner).listed).toBe(false)
  })

  it("never says less than nothing is left", () => {
    const oversold = { ...product, stocked_quantity: 1, reserved_quantity: 3 }
    expect(projectOffer("ven_1", oversold, vendor).stock_available).toBe(0)
  })

  it("follows the owner that the marketplace names", () => {
    expect(projectOffer("ven_old", product, vendor).vendor_id).toBe("ven_1")
    expect(projectOffer("ven_old", product, null).vendor_id).toBe("ven_old")
  })
})

describe("projectionDiffers", () => {
  it("sees any change and no other", () => {
    const before = projectOffer("ven_1", product, vendor)
    expect(projectionDiffers(before, projectOffer("ven_1", product, vendor))).toBe(false)
    const reserved = { ...product, reserved_quantity: 3 }
    expect(projectionDiffers(before, projectOffer("ven_1", reserved, vendor))).toBe(true)
  })
})
