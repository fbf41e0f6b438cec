import { isolated, visualRuns, type Direction } from "../bidi-text"

const scriptOf = (code: number) => (code >= 0x600 && code <= 0x6ff ? "arabic" : "latin")

const shown = (text: string, direction: Direction = "ltr") =>
  visualRuns(text, direction, scriptOf).map(({ text: piece, script }) => `${script[0]}:${piece}`)

describe("a line of mixed writing", () => {
  it("is one piece in French", () => {
    expect(shown("Plaquettes (avant) – 12,5 %")).toEqual(["l:Plaquettes (avant) – 12,5 %"])
  })

  it("keeps Arabic words together in a French line", () => {
    expect(shown("Ets متجر الفرامل Tunis")).toEqual(["l:Ets ", "a:متجر الفرامل", "l: Tunis"])
  })

  it("puts a number on the left of the Arabic that precedes it, upright", () => {
    expect(shown("شارع 12", "rtl")).toEqual(["l:12", "a:شارع "])
  })

  it("turns and mirrors brackets inside Arabic", () => {
    expect(shown("قطع (أصلية)", "rtl")).toEqual(["l:(", "a:أصلية", "l:)", "a:قطع "])
  })

  it("reads as its first letter does", () => {
    expect(shown("فلتر W712", "auto")).toEqual(["l:W712", "a:فلتر "])
    expect(shown("W712 فلتر", "auto")).toEqual(["l:W712 ", "a:فلتر"])
  })

  it("keeps an isolated reference whole after Arabic", () => {
    expect(shown(`المعرّف : ${isolated("1423581Z/A/M/000")}`, "rtl")).toEqual([
      "l:1423581Z/A/M/000",
      "l: :",
      "a:المعرّف ",
    ])
  })

  it("is nothing when empty", () => {
    expect(shown("")).toEqual([])
  })
})
