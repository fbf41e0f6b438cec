import fc from "fast-check"
import {
  barcodeForms,
  checkDigit,
  identityKeys,
  matchIdentity,
  readEan,
  sameBarcode,
  type IdentityCandidates,
  type StatedIdentity,
} from "../identity"
import { publicationBlockers, publishedStatus, statusFollowing } from "../publication"

const bosch = { id: "brand_bosch", name_key: "BOSCH", alias_keys: ["BOSCHGMBH", "ROBERTBOSCH"] }
const vw = { id: "brand_vw", name_key: "VOLKSWAGEN", alias_keys: ["VW"] }
const part = (id: string, brand_id: string, mpn_key: string, ean: string | null = null) => ({
  id,
  brand_id,
  mpn_key,
  ean,
})
const disc = part("part_disc", bosch.id, "0986424797", "4047024123458")
const known: IdentityCandidates = { brands: [bosch, vw], parts: [disc] }
const stated = (facts: Partial<StatedIdentity> = {}) =>
  identityKeys({ brand: "Bosch", mpn: "0 986 424 797", ean: null, ...facts })
const decide = (facts: Partial<StatedIdentity>, candidates = known) => {
  const match = matchIdentity(stated(facts), candidates)
  return "linked" in match
    ? ["linked", match.linked.id]
    : [match.case, ...match.candidates.map(({ id }) => id)]
}

describe("matchIdentity", () => {
  it.each([
    ["0 986 424 797"],
    ["0986424797"],
    ["0986-424-797"],
    ["0.986.424.797"],
    ["0986/424 797"],
  ])("knows the part by %s, however it is cut", (mpn) => {
    expect(decide({ mpn })).toEqual(["linked", "part_disc"])
  })

  it.each([["Bosch"], ["BOSCH GmbH"], ["bosch"], ["Robert-Bosch"], ["B.O.S.C.H."]])(
    "knows the maker by %s",
    (brand) => {
      expect(decide({ brand })).toEqual(["linked", "part_disc"])
    },
  )

  it("knows VW for Volkswagen, by its alias alone", () => {
    const oil = part("part_oil", vw.id, "04E115561H")
    const candidates = { brands: [bosch, vw], parts: [oil] }
    for (const brand of ["VW", "Volkswagen", "v.w."]) {
      expect(decide({ brand, mpn: "04E 115 561 H" }, candidates)).toEqual(["linked", "part_oil"])
    }
  })

  it("tells two parts apart by a leading zero", () => {
    expect(decide({ mpn: "986 424 797" })).toEqual(["new_part", "part_disc"])
  })

  it.each<[string, Partial<StatedIdentity>, IdentityCandidates, string[]]>([
    ["a reference nobody has", { mpn: "X1" }, { brands: [bosch], parts: [] }, ["new_part"]],
    ["a brand nobody has", { brand: "Inconnue" }, { brands: [], parts: [] }, ["new_brand"]],
    [
      "another maker's reference, as a candidate",
      { brand: "Inconnue" },
      { brands: [], parts: [disc] },
      ["new_brand", "part_disc"],
    ],
    [
      "a name of two brands",
      {},
      { brands: [bosch, { ...vw, alias_keys: ["BOSCH"] }], parts: [disc] },
      ["ambiguous_brand", "part_disc"],
    ],
    ["another barcode than the part's", { ean: "96385074" }, known, ["ean_disagrees", "part_disc"]],
    [
      "the barcode of another part",
      { ean: "96385074" },
      {
        brands: [bosch],
        parts: [{ ...disc, ean: null }, part("part_other", bosch.id, "X2", "96385074")],
      },
      ["ean_disagrees", "part_other", "part_disc"],
    ],
    [
      "a known barcode under another reference",
      { mpn: "X1", ean: "4047024123458" },
      known,
      ["ean_disagrees", "part_disc"],
    ],
    [
      "a barcode of two parts",
      { mpn: "X1", ean: "96385074" },
      {
        brands: [bosch],
        parts: [part("part_a", bosch.id, "A", "96385074"), part("part_b", vw.id, "B", "96385074")],
      },
      ["ambiguous_ean", "part_a", "part_b"],
    ],
  ])("asks the operator about %s", (_, facts, candidates, decision) => {
    expect(decide(facts, candidates)).toEqual(decision)
  })

  it("links when the barcode is the part's, written shorter, or when only one side has one", () => {
    const upc = { ...disc, ean: "0036000291452" }
    const candidates = { brands: [bosch], parts: [upc] }
    expect(decide({ ean: "036000291452" }, candidates)).toEqual(["linked", "part_disc"])
    expect(decide({ ean: null }, candidates)).toEqual(["linked", "part_disc"])
    expect(
      decide({ ean: "96385074" }, { brands: [bosch], parts: [{ ...disc, ean: null }] }),
    ).toEqual(["linked", "part_disc"])
  })

  it("never links to a part of another maker or of another reference", () => {
    const key = fc.constantFrom("A1", "A2", "01", "1")
    const brandId = fc.constantFrom("b1", "b2", "b3")
    const barcode = fc.constantFrom(null, "96385074", "4047024123458")
    const brands = ["b1", "b2", "b3"].map((id) => ({ id, name_key: id, alias_keys: [`${id}X`] }))
    fc.assert(
      fc.property(
        fc.array(fc.tuple(brandId, key, barcode), { maxLength: 6 }),
        fc.tuple(fc.constantFrom("b1", "b1X", "b2", "zz"), key, barcode),
        (rows, [brand_key, mpn_key, ean]) => {
          const parts = rows.map(([brand, mpn, code], index) =>
            part(`part_${index}`, brand, mpn, code),
          )
          const match = matchIdentity({ brand_key, mpn_key, ean }, { brands, parts })
          if ("linked" in match) {
            expect(match.linked.mpn_key).toBe(mpn_key)
            expect(brand_key.startsWith(match.linked.brand_id)).toBe(true)
          } else {
            expect(new Set(match.candidates).size).toBe(match.candidates.length)
          }
        },
      ),
    )
  })
})

describe("readEan", () => {
  it.each([
    ["96385074", "96385074"],
    ["4 047024 123458", "4047024123458"],
    ["0-36000-29145-2", "036000291452"],
    ["10036000291459", "10036000291459"],
    ["４０４７０２４１２３４５８", "4047024123458"],
  ])("reads %s", (printed, ean) => {
    expect(readEan(printed)).toBe(ean)
  })

  it.each([
    ["404702412345", "ean_check_digit", { found: "5" }],
    ["4047024123457", "ean_check_digit", { position: 13, found: "7", expected: 8 }],
    ["40470O4123458", "ean_character", { character: "O", position: 6 }],
    ["4047🔧24123458", "ean_character", { character: "🔧", position: 5 }],
    ["404702", "ean_length", { length: 6 }],
    ["", "ean_length", { length: 0 }],
  ])("says what is wrong with %s", (printed, code, params) => {
    expect(() => readEan(printed)).toThrow(
      expect.objectContaining({ code, params: expect.objectContaining(params) }),
    )
  })

  const body = fc
    .constantFrom(7, 11, 12, 13)
    .chain((length) =>
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
        .map((digits) => digits.join("")),
    )

  it("takes every code whose check digit is right, and refuses any one digit changed", () => {
    fc.assert(
      fc.property(body, fc.nat(), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const code = digits + String(checkDigit(digits))
        expect(readEan(code)).toBe(code)
        const place = at % code.length
        const changed = (Number(code[place]) + by) % 10
        expect(() => readEan(code.slice(0, place) + changed + code.slice(place + 1))).toThrow()
      }),
    )
  })

  it("knows a barcode in each of its forms", () => {
    fc.assert(
      fc.property(body, (digits) => {
        const code = digits + String(checkDigit(digits))
        expect(barcodeForms(code)).toContain(code)
        for (const form of barcodeForms(code)) expect(sameBarcode(form, code)).toBe(true)
      }),
    )
  })
})

describe("publication", () => {
  const offer = {
    condition: "new" as const,
    has_photo: false,
    has_price: true,
    has_category: true,
    donor_vehicle: null,
    identity: "linked" as const,
  }
  const donor = { label: "Peugeot 308", year: 2012 }

  it.each([
    ["a new part", {}, []],
    [
      "one without a price or a category",
      { has_price: false, has_category: false },
      ["price", "category"],
    ],
    ["a used one without anything", { condition: "used" as const }, ["photo", "donor_vehicle"]],
    [
      "a used one whose car has no year",
      { condition: "used" as const, has_photo: true, donor_vehicle: { ...donor, year: null } },
      ["donor_year"],
    ],
    [
      "a used one with all of it, of no known identity",
      {
        condition: "used" as const,
        has_photo: true,
        donor_vehicle: donor,
        identity: "rejected" as const,
      },
      [],
    ],
    [
      "a new one whose identity was rejected",
      { identity: "rejected" as const },
      ["identity_rejected"],
    ],
    ["an unbranded one", { identity: "none" as const }, []],
    ["one whose identity is looked into", { identity: "open" as const }, []],
  ])("of %s is blocked by what it lacks", (_, facts, blockers) => {
    expect(publicationBlockers({ ...offer, ...facts })).toEqual(blockers)
  })

  it("of a new part waits for its identity; a used one needs none", () => {
    expect(publishedStatus({ condition: "new", identity: "open" })).toBe("proposed")
    expect(publishedStatus({ condition: "used", identity: "open" })).toBe("published")
    expect(publishedStatus({ condition: "new", identity: "none" })).toBe("published")
  })

  it.each([
    ["proposed", "linked", true, "published"],
    ["proposed", "linked", false, "draft"],
    ["proposed", "rejected", true, "rejected"],
    ["proposed", "open", true, "proposed"],
    ["published", "open", true, "proposed"],
    ["published", "linked", true, "published"],
    ["published", "rejected", true, "published"],
    ["draft", "linked", true, "draft"],
    ["rejected", "linked", true, "rejected"],
  ] as const)(
    "follows the identity: %s and %s (may sell: %s) is %s",
    (status, identity, may_sell, now) => {
      expect(statusFollowing({ status, identity, may_sell, condition: "new" })).toBe(now)
    },
  )

  it("does not take a used part off sale for its identity", () => {
    const used = { condition: "used" as const, identity: "open" as const, may_sell: true }
    expect(statusFollowing({ ...used, status: "published" })).toBe("published")
  })
})
