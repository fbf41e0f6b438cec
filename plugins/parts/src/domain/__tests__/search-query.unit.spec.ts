import fc from "fast-check"
import { foldText } from "@souk/kit/fold-text"
import { beginningsOf, readQuery } from "../search-query"

describe("foldText", () => {
  it.each([
    ["Étriers  ÉTRIER", "etrier etrier"],
    ["pneus feux ABS", "pneu feu abs"],
    ["œillet", "oeillet"],
    ["فَرَامِل", "فرامل"],
    ["أقراص", "اقراص"],
    ["بطارية", "بطاريه"],
    ["مصفـــاة", "مصفاه"],
    ["a\u0000b", "a b"],
  ])("folds %j to %j", (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text))
      }),
    )
  })
})

describe("readQuery", () => {
  it.each([
    ["0 986 424 797", "0986424797"],
    ["gdb1550", "GDB1550"],
    ["bosch 0986424797", "BOSCH0986424797"],
    ["308", null],
    ["plaquettes", null],
    ["فرامل 308 avant", null],
    ["", null],
    ["' OR 1=1 --", null],
  ])("takes from %j the reference %j", (typed, reference) => {
    expect(readQuery(typed).reference).toBe(reference)
  })

  it("always keeps the words too", () => {
    expect(readQuery("  Étrier 308 ")).toEqual({ reference: null, words: "etrier 308" })
  })
})

describe("beginningsOf", () => {
  it("goes from the longest beginning to five characters", () => {
    expect(beginningsOf("0986424798")).toEqual([
      "098642479",
      "09864247",
      "0986424",
      "098642",
      "09864",
    ])
    expect(beginningsOf("12345")).toEqual([])
  })

  it("gives up on what a much longer reference begins with", () => {
    expect(beginningsOf("A".repeat(30))).toHaveLength(8)
  })
})
