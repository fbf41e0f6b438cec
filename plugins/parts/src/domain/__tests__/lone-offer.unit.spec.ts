import { searchDocument } from "../search-document"
import { donorClaims, loneOfferSlug, referencesIn, standInPart } from "../lone-offer"

const lone = {
  id: "off_1",
  title: "Alternateur Bosch 0124325053 Clio III",
  category_id: "pcat_1",
  position: null,
  sold_quantity: 1,
  donor_variant_id: "vvar_1",
  sister_drawing: "alternator",
}

describe("an offer of no part", () => {
  it.each([
    ["Alternateur Bosch 0124325053 Clio III", ["0124325053"]],
    ["Pompe 0445-010-102/8200690744", ["0445010102", "8200690744"]],
    ["Clio 1.5 dCi 110ch de 2009", []],
    ["قطعة 8200690744", ["8200690744"]],
  ])("%s names %j", (title, references) => {
    expect(referencesIn(title)).toEqual(references)
  })

  it.each([
    ["Démarreur d'occasion", "demarreur-d-occasion"],
    ["محرك", "off-1"],
  ])("%s has the address %s", (title, slug) => {
    expect(loneOfferSlug({ id: "off_1", title })).toBe(slug)
  })

  it("is a group of its own, of no brand, found by its title and on its donor's vehicle", () => {
    const offer = {
      ...lone,
      variant_id: "variant_1",
      thumbnail: "/a.jpg",
      condition: "used",
      warranty_months: 0,
      delay_days: 1,
      price_millimes: 90_000,
      stock_available: 1,
      vendor_handle: "casse",
      vendor_name: "Casse",
      vendor_governorate_code: "11",
      vendor_cancellation_percent: null,
      struck_price_millimes: null,
      rank_cost: null,
      created_at: "2026-02-01T00:00:00.000Z",
    }
    const category = { path: ["pcat_root", "pcat_1"], names: ["Alternateurs"] }
    expect(searchDocument(offer, standInPart(lone), category)).toMatchObject({
      id: "off_1",
      part_id: "off_1",
      brand_key: null,
      vehicle_ids: ["vvar_1"],
      reference_keys: ["0124325053"],
      words: expect.stringMatching(/^Alternateur Bosch 0124325053 .* Alternateurs$/),
      shown: { brand: null, mpn: null, drawing: "alternator" },
    })
  })

  it("goes on the vehicle it was taken from, and says nothing of others", () => {
    expect(donorClaims(lone, "vvar_1")).toMatchObject([{ id: "off_1", status: "declared" }])
    expect(donorClaims(lone, "vvar_2")).toEqual([])
    expect(donorClaims({ ...lone, donor_variant_id: null }, null)).toEqual([])
  })
})
