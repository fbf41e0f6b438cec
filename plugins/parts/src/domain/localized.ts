import type { Locale } from "@souk/kit/locale"

/** The name of a thing in the reader's language. */
export function nameIn(
  locale: Locale,
  thing: { name_fr: string; name_ar: string; name_en: string },
): string {
  return { fr: thing.name_fr, ar: thing.name_ar, en: thing.name_en }[locale]
}
