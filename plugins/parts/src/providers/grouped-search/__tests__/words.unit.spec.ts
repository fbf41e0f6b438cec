import fc from "fast-check"
import { SYNONYMS } from "../../../search/synonyms"
import { soughtIn, wordsOf } from "../words"

describe("wordsOf", () => {
  it.each([
    ["Filtres d’huile", ["filtre", "huile"]],
    ["filtre à huile", ["filtre", "huile"]],
    ["Plaquettes de frein AVANT", ["plaquette", "frein", "avant"]],
    ["Ø 228 mm / 5W-30", ["ø", "228", "mm", "5w", "30"]],
    ["الفرامل والمحرك", ["فرامل", "محرك"]],
    ["🚗 ' OR 1=1 --", ["or", "1", "1"]],
    ["\u0000\u202e", []],
    ["ŉ d’huile", ["n", "huile"]],
  ])("reads %j as %j", (text, words) => {
    expect(wordsOf(text)).toEqual(words)
  })

  it("reads its own words as themselves", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const words = wordsOf(text)
        // L'article arabe tombe une fois : « الال… » garde le second.
        fc.pre(!words.some((word) => /^(?:وال|بال|ال|لل)/u.test(word)))
        expect(wordsOf(words.join(" "))).toEqual(words)
      }),
    )
  })
})

describe("soughtIn", () => {
  it("takes the longest thing people say, and keeps what was typed beside its meaning", () => {
    const said: [string, string][] = [
      ["بلاكات", "plaquette"],
      ["بلاكات فران", "plaquette frein"],
    ]
    expect(soughtIn("بلاكات فران bosch", said)).toEqual([
      {
        typed: "بلاكات فران",
        alternatives: [
          ["بلاكات", "فران"],
          ["plaquette", "frein"],
        ],
      },
      { typed: "bosch", alternatives: [["bosch"]] },
    ])
  })

  it("knows what one word says in two ways", () => {
    const said: [string, string][] = [
      ["retro", "retroviseur"],
      ["retro", "marche arriere"],
    ]
    expect(soughtIn("rétros", said)).toEqual([
      { typed: "retro", alternatives: [["retro"], ["retroviseur"], ["marche", "arriere"]] },
    ])
  })
})

describe("SYNONYMS", () => {
  it.each(SYNONYMS)("%j says %j in words that are indexed", (said, means) => {
    expect(wordsOf(said).length).toBeGreaterThan(0)
    expect(wordsOf(means).length).toBeGreaterThan(0)
  })

  it("says nothing twice", () => {
    const pairs = SYNONYMS.map(
      ([said, means]) => `${wordsOf(said).join(" ")} → ${wordsOf(means).join(" ")}`,
    )
    expect(pairs.filter((pair, index) => pairs.indexOf(pair) !== index)).toEqual([])
  })
})
