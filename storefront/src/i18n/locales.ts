export const locales = ["fr", "ar", "en"] as const
export type Locale = (typeof locales)[number]

export const directions: Record<Locale, "ltr" | "rtl"> = { fr: "ltr", ar: "rtl", en: "ltr" }
export const localeNames: Record<Locale, string> = { fr: "Français", ar: "العربية", en: "English" }

/** `/ar/panier` → { locale: "ar", path: "/panier" }; French lives at the root. */
export function splitLocale(pathname: string): { locale: Locale; path: string } {
  const match = /^\/(ar|en)(?=\/|$)/.exec(pathname)
  if (!match) {
    return { locale: "fr", path: pathname }
  }
  return { locale: match[1] as Locale, path: pathname.slice(match[0].length) || "/" }
}

export function localPath(locale: Locale, path: string): string {
  if (locale === "fr") {
    return path
  }
  return path === "/" ? `/${locale}` : `/${locale}${path.startsWith("/") ? path : `/${path}`}`
}
