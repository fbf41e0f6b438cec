import { searchDocument, type IndexedOffer, type IndexedPart } from "../search-document"

const part: IndexedPart = {
  id: "part_1",
  slug: "disque-de-frein-bosch-0986424797",
  mpn: "0 986 424 797",
  mpn_key: "0986424797",
  ean: "4047024123456",
  category_id: "pcat_discs",
  drawing: "brake-disc",
  name_fr: "Disque de frein",
  name_ar: "قرص فرامل",
  name_en: "Brake disc",
  position: "front",
  brand_name: "Bosch",
  brand_key: "BOSCH",
  brand_aliases: ["BOSCH GmbH"],
  reference_keys: ["044650K240"],
  vehicle_ids: ["vvar_1"],
  sold_quantity: 4,
}
const offer: IndexedOffer = {
  id: "off_1",
  variant_id: "variant_1",
  thumbnail: null,
  condition: "used",
  warranty_months: 3,
  delay_days: 2,
  price_millimes: 30_000,
  stock_available: 0,
  vendor_handle: "casse",
  vendor_name: "Casse El Amel",
  vendor_governorate_code: "11",
  vendor_cancellation_percent: null,
  struck_price_millimes: null,
  rank_cost: null,
  created_at: "2026-02-01T00:00:00.000Z",
}

describe("searchDocument", () => {
  const category = { path: ["pcat_root", "pcat_discs"], names: ["Disques"] }
  const document = searchDocument(offer, part, category)

  it("is found by every reference of the part: its own, with its brand, its EAN and the others'", () => {
    expect(document.reference_keys).toEqual([
      "0986424797",
      "BOSCH0986424797",
      "4047024123456",
      "044650K240",
    ])
  })

  it("is found in the three languages and by the names of the brand", () => {
    expect(document.words).toBe("Disque de frein Brake disc قرص فرامل Bosch BOSCH GmbH Disques")
  })

  it("holds condition, price and stock of that one offer", () => {
    expect(document).toMatchObject({ condition: "used", price_millimes: 30_000, in_stock: false })
    expect(document.category_ids).toEqual(["pcat_root", "pcat_discs"])
  })

  it.each([
    ["its price", { ...offer, price_millimes: 30_001 }, part],
    ["a reference of its part", offer, { ...part, reference_keys: [] }],
    ["a vehicle of its part", offer, { ...part, vehicle_ids: ["vvar_2"] }],
  ])("has another fingerprint when %s changes", (_what, changedOffer, changedPart) => {
    const changed = searchDocument(changedOffer, changedPart, category)
    expect(changed.fingerprint).not.toBe(document.fingerprint)
  })

  it("keeps its fingerprint when other vendors sell", () => {
    const sold = searchDocument(offer, { ...part, sold_quantity: 5 }, category)
    expect(sold).toMatchObject({ popularity: 5, fingerprint: document.fingerprint })
  })
})
