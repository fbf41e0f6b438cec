import { countParts, decodeTuple, encodeTuple, type FacetTuple } from "../facets"

const tuple = (part: string, facts: Partial<FacetTuple> = {}): FacetTuple => ({
  part,
  brand: "Bosch",
  category: "pcat_1",
  condition: "new",
  vendor: "frein-express",
  vendor_name: "Frein Express",
  ...facts,
})

describe("facets", () => {
  it("reads back what it wrote, whatever the names hold", () => {
    const written = tuple("part_1", { brand: 'A "B" | C\u001f', vendor_name: "قطع غيار" })
    expect(decodeTuple(encodeTuple(written))).toEqual(written)
  })

  it("counts parts, not offers", () => {
    const offers = [
      tuple("part_1"),
      tuple("part_1", { vendor: "sfax", vendor_name: "Sfax Auto" }),
      tuple("part_2", { brand: "Valeo", condition: "used" }),
    ]
    expect(countParts(offers, "brand")).toEqual([
      { value: "Bosch", count: 1 },
      { value: "Valeo", count: 1 },
    ])
    expect(countParts(offers, "condition")).toEqual([
      { value: "new", count: 1 },
      { value: "used", count: 1 },
    ])
    expect(countParts(offers, "vendor")).toEqual([
      { value: "frein-express", label: "Frein Express", count: 2 },
      { value: "sfax", label: "Sfax Auto", count: 1 },
    ])
  })
})
