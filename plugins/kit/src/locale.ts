/** The languages of the shop, French first. */
export const LOCALES = ["fr", "ar", "en"] as const
export type Locale = (typeof LOCALES)[number]

type Headers = Record<string, string | string[] | undefined>

/** The reader's language: what the page asked for, else what the browser prefers, else French. */
export function localeOf(headers: Headers): Locale {
  const asked = [headers["x-medusa-locale"], headers["accept-language"]].flat().join(",")
  for (const tag of asked.toLowerCase().split(",")) {
    const found = LOCALES.find((locale) => tag.trim().split(/[-;]/)[0] === locale)
    if (found) return found
  }
  return "fr"
}
