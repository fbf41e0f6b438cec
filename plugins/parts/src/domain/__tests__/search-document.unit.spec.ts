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
  updated_at: "2026-01-01T00:00:00.000Z",
  brand: { name: "Bosch", name_key: "BOSCH", aliases: [{ name: "BOSCH GmbH" }] },
  cross_references: [{ number: "04465-0K240", number_key: "044650K240" }],
  fitments: [
    { variant_id: "vvar_1", status: "declared" },
    { variant_id: "vvar_1", status: "verified" },
    { variant_id: "vvar_2", status: "disputed" },
  ],
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
  rank_cost: null,
  created_at: "2026-02-01T00:00:00.000Z",
  updated_at: "2026-03-01T00:00:00.000Z",
}

describe("searchDocument", () => {
  const document = searchDocument(offer, part, ["pcat_root", "pcat_discs"])

  it("is found by every reference of the part: its own, with its brand, its EAN and the others'", () => {
    expect(document.reference_keys).toEqual([
      "0986424797",
      "BOSCH0986424797",
      "4047024123456",
      "044650K240",
    ])
    expect(document.reference_words).toContain("04465-0K240")
    expect(document.reference_words).toContain("r0044650k240")
  })

  it("is found in the three languages and by the names of the brand", () => {
    expect(document.words).toBe("disque de frein brake disc قرص فرامل bosch bosch gmbh")
  })

  it("names each vehicle once, and none whose fitment is disputed", () => {
    expect(document.vehicle_ids).toEqual(["vvar_1"])
  })

  it("holds condition, price and stock of that one offer", () => {
    expect(document).toMatchObject({ condition: "used", price_millimes: 30_000, in_stock: false })
    expect(document.category_ids).toEqual(["pcat_root", "pcat_discs"])
  })

  it("is as old as the later of the offer and its part", () => {
    expect(document.shown.revision).toBe(Date.parse("2026-03-01T00:00:00.000Z"))
  })
})
