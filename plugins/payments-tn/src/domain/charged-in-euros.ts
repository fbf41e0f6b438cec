import type { Locale } from "@souk/kit/locale"
import { proportion, type Millimes } from "@souk/kit/money"

/** Le taux se lit en dix-millièmes de dinar ; le montant en euros est arrondi une fois au centime. */
export function centsOf(millimes: Millimes, tndPerEur: number): number {
  return proportion(millimes, 1000, Math.round(tndPerEur * 10_000))
}

/** What a buyer is told before paying dinars in euros. */
export function chargedInEuros(millimes: Millimes, tndPerEur: number, locale: Locale): string {
  const inWords = (value: number, format: Intl.NumberFormatOptions) =>
    new Intl.NumberFormat(locale === "ar" ? "ar-TN" : locale, format).format(value)
  const euros = inWords(centsOf(millimes, tndPerEur) / 100, { style: "currency", currency: "EUR" })
  const rate = inWords(tndPerEur, { minimumFractionDigits: 3, maximumFractionDigits: 4 })
  const told: Record<Locale, string> = {
    fr: `Débité en euros : ${euros} (1 € = ${rate} DT).`,
    ar: `يُخصم باليورو: ${euros} (‏1 € = ${rate} د.ت).`,
    en: `Charged in euros: ${euros} (1 € = ${rate} TND).`,
  }
  return told[locale]
}
