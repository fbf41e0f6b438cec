import {
  formatAmount,
  formatDate,
  formatPhone,
  formatPrice,
  localNumber,
  parseAmount,
} from "../format"

describe("formatPrice", () => {
  it.each([
    [0, "0,000 DT"],
    [3, "0,003 DT"],
    [12_500, "12,500 DT"],
    [999_999, "999,999 DT"],
    [1_234_500, "1\u202f234,500 DT"],
    [1_234_567_890, "1\u202f234\u202f567,890 DT"],
  ])("writes %i millimes as %s", (millimes, text) => {
    expect(formatPrice(millimes, "fr")).toBe(text.replace(" ", "\u00a0"))
  })

  it("keeps Latin digits in Arabic", () => {
    expect(formatPrice(12_500, "ar")).toBe("12,500\u00a0د.ت")
  })

  it("shows what is taken off with a minus sign", () => {
    expect(formatAmount(-7_000)).toBe("−7,000")
  })

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses %p, which is no millime",
    (millimes) => {
      expect(() => formatPrice(millimes, "fr")).toThrow("whole millimes")
    },
  )
})

describe("parseAmount", () => {
  it.each([
    ["12,5", 12_500],
    ["12.500", 12_500],
    ["12", 12_000],
    ["1 250", 1_250_000],
    ["0,003", 3],
  ])("reads %s as %i millimes", (text, millimes) => {
    expect(parseAmount(text)).toBe(millimes)
  })

  it.each(["", "abc", "-4", "1,2345", "12,5O", "1e9", "99999999"])("refuses %p", (text) => {
    expect(parseAmount(text)).toBeNull()
  })
})

it("writes a date in each language with Latin digits", () => {
  const at = "2026-03-09T23:30:00Z"
  expect(formatDate(at, "fr")).toBe("10 mars 2026")
  expect(formatDate(at, "en")).toBe("10 March 2026")
  expect(formatDate(at, "ar")).toMatch(/^10 .+ 2026$/)
})

it("writes measures with the decimal sign of the language, and leaves codes alone", () => {
  expect(localNumber("105.2", "fr")).toBe("105,2")
  expect(localNumber("105.2", "en")).toBe("105.2")
  expect(localNumber("M20x1.5", "fr")).toBe("M20x1.5")
})

it("groups a phone number as it is read aloud", () => {
  expect(formatPhone("20184536")).toBe("20 184 536")
  expect(formatPhone("+21620184536")).toBe("20 184 536")
})
