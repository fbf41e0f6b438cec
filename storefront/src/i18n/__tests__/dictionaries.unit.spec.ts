import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { ar } from "../ar"
import { en } from "../en"
import { fr } from "../fr"
import type { Dictionary } from "../translate"

const dictionaries: Record<string, Dictionary> = { fr, ar, en }
const keys = Object.keys(fr).sort()
const messages = (dictionary: Dictionary, key: string): string[] => {
  const entry = dictionary[key as keyof Dictionary]
  return typeof entry === "string" ? [entry] : Object.values(entry)
}
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([hole]) => hole)

describe.each(Object.entries(dictionaries))("the %s dictionary", (name, dictionary) => {
  it("has exactly the keys of the French one", () => {
    expect(Object.keys(dictionary).sort()).toEqual(keys)
  })

  it("leaves no message empty", () => {
    expect(
      keys.filter((key) => messages(dictionary, key).some((text) => text.trim() === "")),
    ).toEqual([])
  })

  it("fills in the same values as French, and no others", () => {
    const strange = keys.filter((key) => {
      const known = messages(fr, key).flatMap(holes)
      return messages(dictionary, key)
        .flatMap(holes)
        .some((hole) => !known.includes(hole))
    })
    const forgotten = keys.filter((key) => {
      const said = messages(dictionary, key).flatMap(holes)
      return messages(fr, key)
        .flatMap(holes)
        .some((hole) => !said.includes(hole))
    })
    expect({ strange, forgotten }).toEqual({ strange: [], forgotten: [] })
  })

  it("has the plural forms its language uses", () => {
    const needed = new Intl.PluralRules(name)
    // Forms for 0 and for hundreds may fall back on `other`.
    const usual = [1, 2, 3].map((count) => needed.select(count))
    const missing = keys.filter((key) => {
      const entry = dictionary[key as keyof Dictionary]
      return typeof entry !== "string" && usual.some((form) => entry[form] === undefined)
    })
    expect(missing).toEqual([])
  })
})

it("has no message that nothing shows", () => {
  const src = join(__dirname, "../..")
  const code = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(astro|ts)$/.test(file) && !file.startsWith("i18n/"))
    .map((file) => readFileSync(join(src, file), "utf8"))
    .join("\n")
  expect(keys.filter((key) => !code.includes(`"${key}"`))).toEqual([])
})
