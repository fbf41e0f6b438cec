import { localPath, splitLocale } from "../locales"
import { translator } from "../translate"

it.each([
  ["/", "fr", "/"],
  ["/pieces", "fr", "/pieces"],
  ["/ar", "ar", "/"],
  ["/ar/panier", "ar", "/panier"],
  ["/en/piece/x/y", "en", "/piece/x/y"],
  ["/arbre", "fr", "/arbre"],
  ["/fr/pieces", "fr", "/fr/pieces"],
] as const)("reads %s as %s, %s", (address, locale, path) => {
  expect(splitLocale(address)).toEqual({ locale, path })
})

it.each([
  ["fr", "/", "/"],
  ["ar", "/", "/ar"],
  ["en", "/suivi?x=1", "/en/suivi?x=1"],
] as const)("writes the %s address of %s", (locale, path, address) => {
  expect(localPath(locale, path)).toBe(address)
})

it("chooses the plural of each language", () => {
  expect(translator("fr")("list.count", { count: 0 })).toBe("0 pièce")
  expect(translator("fr")("list.count", { count: 2 })).toBe("2 pièces")
  expect(translator("en")("list.count", { count: 0 })).toBe("0 parts")
  expect(translator("ar")("list.count", { count: 2 })).toBe("قطعتان")
  expect(translator("ar")("list.count", { count: 5 })).toBe("5 قطع")
  expect(translator("ar")("list.count", { count: 11 })).toBe("11 قطعة")
})

it("isolates what is inserted into an Arabic sentence", () => {
  expect(translator("ar")("cart.soldBy", { vendor: "Frein Express" })).toContain(
    "\u2068Frein Express\u2069",
  )
})
