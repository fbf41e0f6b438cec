import { taxParts, withTaxes } from "../tax"

describe("a price before tax", () => {
  it.each([
    [100_000, 19, false, 119_000],
    [1, 19, false, 1],
    [50, 7, false, 54],
    [150, 13, false, 170],
    [12_345, 0, false, 12_345],
    // 1 % de FODEC, puis 19 % des 101 dinars.
    [100_000, 19, true, 120_190],
    [50, 7, true, 55],
  ])("of %d millimes at %d %%, FODEC %p, is sold at %d", (ht, vat_percent, fodec, ttc) => {
    expect(withTaxes(ht, { vat_percent, fodec })).toBe(ttc)
    expect(taxParts(ttc, { vat_percent, fodec }).ht_millimes).toBe(ht)
  })
})
