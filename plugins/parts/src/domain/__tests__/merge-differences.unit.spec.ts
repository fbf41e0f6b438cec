import { mergeDifferences } from "../merge-differences"

const part = {
  brand_id: "brand_bosch",
  category_id: "pcat_discs",
  ean: "4047024123456",
  position: "front",
  vat_percent: 19,
}

describe("what makes one doubt that two parts are one", () => {
  it.each([
    ["nothing", {}, []],
    ["a barcode that one does not say", { ean: null }, []],
    ["a place that one does not say", { position: null }, []],
    ["two barcodes", { ean: "4047024999999" }, ["ean"]],
    ["front and rear", { position: "rear" }, ["position"]],
    [
      "another family and rate",
      { category_id: "pcat_pads", vat_percent: 7 },
      ["category", "vat_percent"],
    ],
    ["another maker", { brand_id: "brand_trw" }, ["brand"]],
  ])("%s", (_, other, expected) => {
    expect(mergeDifferences(part, { ...part, ...other })).toEqual(expected)
    expect(mergeDifferences({ ...part, ...other }, part)).toEqual(expected)
  })
})
