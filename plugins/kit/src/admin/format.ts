import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { LOCALES, type Locale } from "../locale"

// Chiffres latins dans les trois langues : c'est l'usage en Tunisie, y compris en arabe.
const TAGS: Record<Locale, string> = { fr: "fr-TN-u-nu-latn", ar: "ar-TN-u-nu-latn", en: "en-GB" }
const CURRENCY: Record<Locale, string> = { fr: "DT", ar: "د.ت", en: "DT" }

/** The admin speaks more languages than the shop: the others read figures the French way. */
export function shopLocale(language: string): Locale {
  return LOCALES.find((locale) => language.toLowerCase().startsWith(locale)) ?? "fr"
}

/** Le prix se montre toujours avec ses trois décimales : `1 234,500 DT`. */
export function formatMoney(millimes: number, locale: Locale): string {
  const digits = String(Math.abs(millimes)).padStart(4, "0")
  const dinars = digits.slice(0, -3).replace(/\B(?=(\d{3})+$)/g, "\u202f")
  const sign = millimes < 0 ? "\u2212" : ""
  return `${isolated(`${sign}${dinars},${digits.slice(-3)}`)}\u00a0${CURRENCY[locale]}`
}

export function formatRate(basisPoints: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale], { style: "percent", maximumFractionDigits: 2 }).format(
    basisPoints / 10_000,
  )
}

/** `1 jour`, `10 jours`, in the plural of each language. */
export function formatDays(days: number, locale: Locale): string {
  return new Intl.NumberFormat(TAGS[locale], {
    style: "unit",
    unit: "day",
    unitDisplay: "long",
  }).format(days)
}

export function formatDate(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "Africa/Tunis",
  }).format(new Date(iso))
}

export function formatDateTime(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(TAGS[locale], {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "Africa/Tunis",
  }).format(new Date(iso))
}

/** Keeps a number, a reference or an amount in its own order in the middle of an Arabic sentence. */
export function isolated(text: string): string {
  return `\u2066${text}\u2069`
}

/** `71204518` → `71 204 518`. */
export function formatPhone(phone: string): string {
  return isolated(phone.replace(/^(?:\+216)?(\d{2})(\d{3})(\d{3})$/, "$1 $2 $3"))
}

/** `12,5`, `12.500` or `12` as typed by a person → 12500; anything else → null. */
export function parseMoney(text: string): number | null {
  const match = /^(\d{1,7})(?:[.,](\d{1,3}))?$/.exec(text.replace(/[\s\u202f\u00a0]/g, ""))
  if (!match) return null
  return Number(match[1]) * 1000 + Number((match[2] ?? "").padEnd(3, "0"))
}

/** The formats in the language of the page. */
export function useFormat() {
  const { i18n } = useTranslation()
  const locale = shopLocale(i18n.language)
  return useMemo(
    () => ({
      locale,
      money: (millimes: number) => formatMoney(millimes, locale),
      rate: (basisPoints: number) => formatRate(basisPoints, locale),
      number: (value: number) => new Intl.NumberFormat(TAGS[locale]).format(value),
      days: (value: number) => formatDays(value, locale),
      date: (iso: string) => formatDate(iso, locale),
      dateTime: (iso: string) => formatDateTime(iso, locale),
    }),
    [locale],
  )
}
