import { readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { checkTaxNumber, ibanOf, isValidRib, maskRib, normalisePhone } from "../identifiers"

/** Every column is a text: that is what the parser gives without a cast. */
const seeded = parse(
  readFileSync(join(__dirname, "../../../../../backend/seed/data/vendors.csv"), "utf8"),
  { columns: true, bom: true },
) as { handle: string; tax_number: string; rib: string; phone: string }[]

describe("the vendors of the demonstration", () => {
  it.each(seeded.map((vendor) => [vendor.handle, vendor] as const))("%s", (_, vendor) => {
    expect(checkTaxNumber(vendor.tax_number)).toMatchObject({
      valid: true,
      normalised: vendor.tax_number,
      key_matches: true,
    })
    expect(isValidRib(vendor.rib)).toBe(true)
    expect(normalisePhone(vendor.phone)).toBe(vendor.phone)
  })
})

describe("matricule fiscal", () => {
  it.each([
    ["1423587Z/A/M/000", "1423587Z/A/M/000", true],
    ["1423587ZAM000", "1423587Z/A/M/000", true],
    ["1423587z/a/m/000", "1423587Z/A/M/000", true],
    [" 1423587 Z / A / M / 000 ", "1423587Z/A/M/000", true],
    ["1423587A/A/M/000", "1423587A/A/M/000", false],
    // Jamais I, O ni U : on les confond avec des chiffres.
    ["1423587O/A/M/000", "1423587O/A/M/000", false],
    ["1423587Z/A/E/001", "1423587Z/A/E/001", true],
    ["1423587Z/B/E/000", "1423587Z/B/E/000", true],
  ])("reads %p as %p", (typed, normalised, key_matches) => {
    expect(checkTaxNumber(typed)).toEqual({ valid: true, normalised, key_matches })
  })

  it.each([
    "",
    "1423587",
    "142358Z/A/M/000",
    "14235870Z/A/M/000",
    "1423587Z/X/M/000",
    "1423587Z/A/X/000",
    "1423587Z/A/M/00",
    "1423587Z/A/M/0000",
    "1423587Z-A-M-000",
    "1423587Z//A/M/000",
    "١٤٢٣٥٨٧Z/A/M/000",
    "1423587Z/A/M/000\u0000",
    // Un établissement secondaire est de catégorie E.
    "1423587Z/A/M/001",
  ])("refuses %p", (typed) => expect(checkTaxNumber(typed)).toEqual({ valid: false }))
})

describe("RIB", () => {
  const rib = "08103100025967271930"

  it("holds its own key", () => expect(isValidRib(rib)).toBe(true))

  it("refuses any one digit changed", () => {
    for (let place = 0; place < rib.length; place++) {
      for (let digit = 0; digit < 10; digit++) {
        if (String(digit) === rib[place]) continue
        const changed = rib.slice(0, place) + String(digit) + rib.slice(place + 1)
        expect(isValidRib(changed)).toBe(false)
      }
    }
  })

  it.each(["", "0810310002596727193", `${rib}0`, `${rib.slice(0, 19)}x`, ` ${rib}`, `${rib}\n`])(
    "refuses %p",
    (typed) => expect(isValidRib(typed)).toBe(false),
  )

  it("has an IBAN of 24 characters, valid by the banks' own rule", () => {
    for (const { rib: one } of seeded) {
      const iban = ibanOf(one)
      expect(iban).toMatch(/^TN59\d{20}$/)
      // ISO 13616: country and key moved to the end, letters as numbers, modulo 97 is 1.
      expect(BigInt(`${one}292359`) % 97n).toBe(1n)
    }
  })

  it("is masked so that the account is recognised and not copied", () => {
    expect(maskRib(rib)).toBe("08 ••• 1930")
  })
})

describe("phone", () => {
  it.each([
    ["20123456", "20123456"],
    ["20 123 456", "20123456"],
    ["+216 20.123.456", "20123456"],
    ["00216-20-123-456", "20123456"],
    ["(71) 204 518", "71204518"],
  ])("reads %p as %p", (typed, digits) => expect(normalisePhone(typed)).toBe(digits))

  it.each([
    "",
    "2012345",
    "201234567",
    "10123456",
    "+33 6 12 34 56 78",
    "+216",
    "21620123456",
    "٢٠١٢٣٤٥٦",
    "20123456\u0000",
    "twenty",
  ])("refuses %p", (typed) => expect(normalisePhone(typed)).toBeNull())
})
