import fc from "fast-check"
import { possibleModelYears, readVin, VIN_NOTES, wmiOf } from "../vin"

const CHARACTERS = [..."ABCDEFGHJKLMNPRSTUVWXYZ0123456789"]
const anyVin = fc
  .array(fc.constantFrom(...CHARACTERS), { minLength: 17, maxLength: 17 })
  .map((characters) => characters.join(""))

describe("readVin", () => {
  it.each([
    ["as printed", "VF34C9HR8AS123456"],
    ["in lower case", "vf34c9hr8as123456"],
    ["with spaces and dashes", " VF3 4C9-HR8 AS 123–456 "],
    ["with invisible marks", "\u200fVF34C9HR8AS123456\u202c"],
    ["in full-width letters", "ＶＦ３4C9HR8AS123456"],
    ["without a right check digit, as European makers write it", "VF34C9HR0AS123456"],
  ])("reads one %s", (_, text) => {
    expect(readVin(text)).toMatchObject({ vin: expect.stringMatching(/^VF34C9HR[80]AS123456$/) })
  })

  it.each([
    ["VF34C9HR8AS12345", { problem: "length", length: 16 }],
    ["VF34C9HR8AS1234567", { problem: "length", length: 18 }],
    ["", { problem: "length", length: 0 }],
    ["VF34C9HR8ASI23456", { problem: "character", character: "I", position: 12 }],
    ["vf34c9hr8aso23456", { problem: "character", character: "O", position: 12 }],
    ["QF34C9HR8AS123456", { problem: "character", character: "Q", position: 1 }],
    ["VF3-4C9HR8AS12345€", { problem: "character", character: "€", position: 17 }],
    ["VF3🔧C9HR8AS123456", { problem: "character", character: "🔧", position: 4 }],
    ["VFÉ4C9HR8AS123456", { problem: "character", character: "É", position: 3 }],
    ["رقم", { problem: "character", character: "ر", position: 1 }],
  ])("says what is wrong with %j", (text, wrong) => {
    expect(readVin(text)).toEqual(wrong)
  })

  it("reads any VIN, however it is spaced and cased, and names any wrong character's place", () => {
    fc.assert(
      fc.property(
        anyVin,
        fc.nat({ max: 16 }),
        fc.constantFrom("I", "O", "Q", "?"),
        (vin, at, bad) => {
          expect(readVin(vin)).toEqual({ vin })
          expect(readVin([...vin.toLowerCase()].join(" "))).toEqual({ vin })
          expect(readVin(vin.slice(0, at) + bad + vin.slice(at + 1))).toEqual({
            problem: "character",
            character: bad,
            position: at + 1,
          })
        },
      ),
    )
  })
})

describe("what a VIN tells", () => {
  it("is its maker", () => {
    expect(wmiOf("VF34C9HR8AS123456")).toBe("VF3")
  })

  it.each([
    ["VF34C9HR8AS123456", []],
    ["1HGCM82633A004352", [2003]],
    ["1HGCM8263AA004352", [2010, 1980]],
    ["5HGCM8263VA004352", [2027, 1997]],
    ["1HGCM82630A004352", []],
    ["1HGCM8263UA004352", []],
  ])("is, of %s, the years %j", (vin, years) => {
    expect(possibleModelYears(vin, new Date("2026-11-22"))).toEqual(years)
  })

  it("is never told as more than it is", () => {
    for (const note of Object.values(VIN_NOTES)) {
      expect(Object.keys(note)).toEqual(["fr", "ar", "en"])
      expect(new Set(Object.values(note)).size).toBe(3)
    }
  })
})
