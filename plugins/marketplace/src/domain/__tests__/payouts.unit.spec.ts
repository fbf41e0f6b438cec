import { isPayoutDay, tunisianDay } from "../payouts"

describe("the day of the week's run", () => {
  it.each([
    ["monday", "2026-11-23T05:00:00Z", true],
    ["monday", "2026-11-22T23:30:00Z", true],
    ["monday", "2026-11-23T23:30:00Z", false],
    ["tuesday", "2026-11-23T23:30:00Z", true],
    ["sunday", "2026-11-23T05:00:00Z", false],
    ["off", "2026-11-23T05:00:00Z", false],
  ] as const)("%s at %s: %p, by Tunis's clock", (weekday, moment, expected) => {
    expect(isPayoutDay(weekday, new Date(moment))).toBe(expected)
  })

  it("writes the day it is in Tunis", () => {
    expect(tunisianDay(new Date("2026-12-31T23:30:00Z"))).toBe("2027-01-01")
  })
})
