import { tell, type SoukError } from "../errors"
import { LOCALES, type Locale } from "../locale"

/** Tells an error in a language with every value shown as `<its name>`. */
function toldWithNames(code: string, locale: Locale) {
  const names = new Set<string>()
  const params = new Proxy(
    {},
    {
      get: (_, name) => {
        names.add(String(name))
        return `<${String(name)}>`
      },
    },
  )
  return { ...tell({ code, params }, locale)!, names: [...names].sort() }
}

/** One test per code: it is told in each language, with the same values, in that language's script. */
export function describeErrors(table: Record<string, (params?: never) => SoukError>): void {
  it.each(Object.keys(table))("%s is told in the three languages", (code) => {
    const told = Object.fromEntries(LOCALES.map((locale) => [locale, toldWithNames(code, locale)]))
    for (const locale of LOCALES) {
      const { message, status, type, names } = told[locale]!
      expect(message).not.toMatch(/[{}]|undefined|\[object/)
      expect(message).toMatch(/[.؟?!]$/)
      expect(/[\u0600-\u06ff]/.test(message)).toBe(locale === "ar")
      expect(status).toBeGreaterThanOrEqual(400)
      expect(type).toBeTruthy()
      expect(names).toEqual(told.fr!.names)
    }
    expect(new Set(LOCALES.map((locale) => told[locale]!.message)).size).toBe(LOCALES.length)
  })
}
