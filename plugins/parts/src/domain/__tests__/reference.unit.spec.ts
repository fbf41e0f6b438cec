import fc from "fast-check"
import { normalizeReference, partSlug, slugify } from "../reference"

describe("normalizeReference", () => {
  it.each([
    ["0 986 424 797", "0986424797"],
    ["0986424797", "0986424797"],
    ["0-986-424-797", "0986424797"],
    ["0.986/424\\797", "0986424797"],
    ["gdb1550", "GDB1550"],
    ["1K0 698 151 A", "1K0698151A"],
    ["7701‑208–265", "7701208265"],
    ["７７０１ 208", "7701208"],
    ["‏04465-0K240‏", "044650K240"],
    ["a\u0000b", "AB"],
  ])("reads %j as %j", (printed, key) => {
    expect(normalizeReference(printed)).toBe(key)
  })

  it("keeps leading zeros: they tell two parts apart", () => {
    expect(normalizeReference("0 986 424 797")).not.toBe(normalizeReference("986 424 797"))
  })

  it("says the same of a key as of what it was made from", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (printed) => {
        const key = normalizeReference(printed)
        expect(normalizeReference(key)).toBe(key)
      }),
    )
  })

  it("does not care how a reference is cut", () => {
    const separator = fc.constantFrom(" ", ".", "-", "/", "", "\u00a0", "–")
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[0-9A-Z]{1,4}$/), separator)), (pieces) => {
        const printed = pieces.map(([text, cut]) => text + cut).join("")
        expect(normalizeReference(printed)).toBe(pieces.map(([text]) => text).join(""))
      }),
    )
  })
})

describe("slugify", () => {
  it.each([
    ["Étrier de frein avant Ø 54 mm", "etrier-de-frein-avant-54-mm"],
    ["206+", "206-plus"],
    ["Cœur d’huile", "coeur-d-huile"],
    ["  Citroën  ", "citroen"],
  ])("writes %j as %j", (text, slug) => {
    expect(slugify(text)).toBe(slug)
  })

  it("holds nothing but lower-case letters, digits and single dashes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(slugify(text)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
      }),
    )
  })

  it("names a part by what it is, its maker and its reference", () => {
    expect(partSlug({ name_fr: "Disque de frein", brand: "Bosch", mpn: "0 986 424 797" })).toBe(
      "disque-de-frein-bosch-0986424797",
    )
  })
})
