import { toCsv } from "../csv"

describe("a table as CSV", () => {
  it.each([
    [["a", 1, null], "a;1;"],
    [[{ millimes: -1_234_567 }], "-1234,567"],
    [[{ millimes: 5 }], "0,005"],
    [['il a dit "oui"; puis non'], '"il a dit ""oui""; puis non"'],
    [["deux\nlignes"], '"deux\nlignes"'],
    [["=1+1"], "'=1+1"],
    [["@SUM(A1)"], "'@SUM(A1)"],
  ])("writes %p as %s", (row, line) => {
    expect(toCsv(["h"], [row])).toBe(`\uFEFFh\r\n${line}\r\n`)
  })
})
