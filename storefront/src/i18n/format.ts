import type { Locale } from "./locales"

// Chiffres latins dans les trois langues : c'est l'usage en Tunisie, y compris en arabe.
const dateLocales: Record<Locale, string> = {
  fr: "fr-TN-u-nu-latn",
  ar: "ar-TN-u-nu-latn",
  en: "en-GB",
}
const currencies: Record<Locale, string> = { fr: "DT", ar: "د.ت", en: "DT" }

/** `182500` → `182 500`. */
export const groupDigits = (whole: number): string =>
  String(whole).replace(/\B(?=(\d{3})+$)/g, "\u202f")

/** Le prix se montre toujours avec ses trois décimales : `1 234,500 DT`. */
export function formatAmount(millimes: number): string {
  if (!Number.isSafeInteger(millimes)) {
    throw new Error(`formatAmount expects whole millimes, got ${millimes}`)
  }
  const digits = String(Math.abs(millimes)).padStart(4, "0")
  const dinars = groupDigits(Number(digits.slice(0, -3)))
  return `${millimes < 0 ? "−" : ""}${dinars},${digits.slice(-3)}`
}

export function formatPrice(millimes: number, locale: Locale): string {
  return `${formatAmount(millimes)}\u00a0${currencies[locale]}`
}

/** A measure from the catalogue, `105.2`, with the reader's decimal sign. */
export const localNumber = (value: string, locale: Locale): string =>
  locale !== "en" && /^\d+\.\d+$/.test(value) ? value.replace(".", ",") : value

/** `12,5`, `12.500` or `12` as typed by a person → 12500; anything else → null. */
export function parseAmount(text: string): number | null {
  const match = /^(\d{1,7})(?:[.,](\d{1,3}))?$/.exec(text.replace(/[\s\u202f\u00a0]/g, ""))
  if (!match) {
    return null
  }
  return Number(match[1]) * 1000 + Number((match[2] ?? "").padEnd(3, "0"))
}

/** Several words in a row, as each script separates them. */
export const formatList = (words: (string | null | undefined)[], locale: Locale): string =>
  words.filter(Boolean).join(locale === "ar" ? "، " : ", ")

export function formatDate(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(dateLocales[locale], {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "Africa/Tunis",
  }).format(new Date(iso))
}

export function formatDateTime(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(dateLocales[locale], {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "Africa/Tunis",
  }).format(new Date(iso))
}

export const formatPhone = (phone: string): string =>
  phone.replace(/^(?:\+216)?(\d{2})(\d{3})(\d{3})$/, "$1 $2 $3")
