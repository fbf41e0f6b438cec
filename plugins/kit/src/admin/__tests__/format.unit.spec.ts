import {
  formatDateTime,
  formatDays,
  formatMoney,
  formatPhone,
  formatRate,
  parseMoney,
  shopLocale,
} from "../format"
import { words } from "../words"

const plain = (text: string) => text.replace(/[\u2066\u2069]/g, "").replace(/[\u00a0\u202f]/g, " ")

describe("figures of the panel", () => {
  it.each([
    [12500, "12,500 DT"],
    [0, "0,000 DT"],
    [7, "0,007 DT"],
    [1234567890, "1 234 567,890 DT"],
    [-69039, "−69,039 DT"],
  ])("shows %d millimes as %s", (millimes, shown) => {
    expect(plain(formatMoney(millimes, "fr"))).toBe(shown)
  })

  it("keeps Latin digits in Arabic", () => {
    expect(plain(formatMoney(12500, "ar"))).toBe("12,500 د.ت")
    expect(formatDateTime("2026-03-01T11:05:00Z", "ar")).toMatch(/2026.*12:05/)
  })

  it("tells the time of Tunis", () => {
    expect(formatDateTime("2026-07-01T23:30:00Z", "fr")).toContain("00:30")
  })

  it.each([
    ["12,5", 12500],
    ["12.500", 12500],
    ["1 250", 1250000],
    ["12,5O", null],
    ["12,5000", null],
    ["", null],
  ])("reads %p as %p", (typed, millimes) => {
    expect(parseMoney(typed)).toBe(millimes)
  })

  it("counts days in each language", () => {
    expect(plain(formatDays(1, "fr"))).toBe("1 jour")
    expect(plain(formatDays(14, "fr"))).toBe("14 jours")
    expect(plain(formatDays(10, "ar"))).toBe("10 أيام")
  })

  it("writes rates and phones", () => {
    expect(plain(formatRate(1000, "fr"))).toBe("10 %")
    expect(plain(formatPhone("71204518"))).toBe("71 204 518")
  })

  it("reads the admin's other languages the French way", () => {
    expect(shopLocale("ar")).toBe("ar")
    expect(shopLocale("en-US")).toBe("en")
    expect(shopLocale("de")).toBe("fr")
  })
})

describe("shared words", () => {
  it("say the same things in the three languages", () => {
    const keys = Object.keys(words.fr).sort()
    expect(Object.keys(words.ar).sort()).toEqual(keys)
    expect(Object.keys(words.en).sort()).toEqual(keys)
  })
})
