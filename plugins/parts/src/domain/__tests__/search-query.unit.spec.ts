import fc from "fast-check"
import { foldText } from "../fold-text"
import { mayBeMisspelt, readQuery, referenceToken } from "../search-query"

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

describe("referenceToken", () => {
  it("is one word of letters and digits, whatever the reference looks like", () => {
    expect(referenceToken("04E115561H")).toBe("r004e115561h")
    expect(referenceToken("GDB1550")).toMatch(/^[a-z][a-z0-9]+$/)
  })
})

describe("mayBeMisspelt", () => {
  it.each([
    ["plaquete", true],
    ["تيل", true],
    ["%%%", false],
    ["a b", false],
    ["", false],
  ])("of %j says %s", (words, expected) => {
    expect(mayBeMisspelt(words)).toBe(expected)
  })
})
