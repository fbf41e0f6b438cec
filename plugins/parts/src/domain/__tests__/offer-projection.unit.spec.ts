import { DEFAULT_WEIGHTS, rankCost } from "../rank-offers"
import {
  cancellationPercent,
  projectionDiffers,
  projectOffer,
  type ProductFacts,
  type VendorFacts,
} from "../offer-projection"

const product: ProductFacts = {
  status: "published",
  title: "Disque de frein Bosch 0 986 424 797",
  category_id: null,
  thumbnail: null,
  images: null,
  sku: "FREX-1",
  price_dinars: "72.350",
  stocked_quantity: 9,
  reserved_quantity: 2,
  sold_quantity: 0,
  tax: { vat_percent: 7, fodec: true },
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
  cancellation_percent: 4,
}

const offer = { id: "off_1", vendor_id: "ven_1", delay_days: 2, warranty_months: 12 }

describe("projectionDiffers", () => {
  it("looks at photos one by one, not at the list that holds them", () => {
    const shown = (images: string[] | null) => projectOffer(offer, { ...product, images }, vendor)
    expect(projectionDiffers(shown(["/a.jpg"]), shown(["/a.jpg"]))).toBe(false)
    expect(projectionDiffers(shown(["/a.jpg", "/b.jpg"]), shown(["/b.jpg", "/a.jpg"]))).toBe(true)
    expect(projectionDiffers(shown(null), shown(["/a.jpg"]))).toBe(true)
  })
})

describe("projectOffer", () => {
  it("shows a published, priced offer of an approved vendor, in whole millimes", () => {
    expect(projectOffer(offer, product, vendor)).toMatchObject({
      listed: true,
      price_millimes: 72_350,
      stock_available: 7,
      vendor_handle: "frein-express",
      vat_percent: 7,
      fodec: true,
    })
  })

  it.each(["pending", "info_requested", "rejected", "suspended", "banned", "closed"])(
    "never lists an offer of a vendor that is %s",
    (status) => {
      const projection = projectOffer(offer, product, { ...vendor, status })
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
    expect(projectOffer(offer, facts, owner).listed).toBe(false)
  })

  it("never says less than nothing is left", () => {
    const oversold = { ...product, stocked_quantity: 1, reserved_quantity: 3 }
    expect(projectOffer(offer, oversold, vendor).stock_available).toBe(0)
  })

  it("follows the owner that the marketplace names", () => {
    expect(projectOffer({ ...offer, vendor_id: "ven_old" }, product, vendor).vendor_id).toBe(
      "ven_1",
    )
    expect(projectOffer({ ...offer, vendor_id: "ven_old" }, product, null).vendor_id).toBe(
      "ven_old",
    )
  })
})

describe("where lists put an offer", () => {
  it("is its rank cost, with the weights given", () => {
    const projection = projectOffer(offer, product, vendor)
    const facts = { ...projection, ...offer, price_millimes: 72_350 }
    expect(projection.rank_cost).toBe(rankCost(facts))
    const patient = { ...DEFAULT_WEIGHTS, delay_per_day: 0 }
    expect(projectOffer(offer, product, vendor, patient).rank_cost).toBe(rankCost(facts, patient))
    expect(projectOffer(offer, { ...product, price_dinars: null }, vendor).rank_cost).toBeNull()
    const gold = { ...product, price_dinars: "2000000", stocked_quantity: 0 }
    expect(projectOffer(offer, gold, vendor).rank_cost).toBe(2_147_483_647)
  })
})

describe("cancellationPercent", () => {
  it.each([
    [{ orders: 0, cancelled: 0 }, null],
    [{ orders: 9, cancelled: 9 }, null],
    [{ orders: 10, cancelled: 0 }, 0],
    [{ orders: 10, cancelled: 10 }, 100],
    [{ orders: 300, cancelled: 1 }, 0],
    [{ orders: 300, cancelled: 2 }, 1],
  ])("is, of %j, %j", (history, percent) => {
    expect(cancellationPercent(history)).toBe(percent)
  })
})

describe("projectionDiffers", () => {
  it("sees any change and no other", () => {
    const before = projectOffer(offer, product, vendor)
    expect(projectionDiffers(before, projectOffer(offer, product, vendor))).toBe(false)
    const reserved = { ...product, reserved_quantity: 3 }
    expect(projectionDiffers(before, projectOffer(offer, reserved, vendor))).toBe(true)
  })
})
