import type { Locale } from "@souk/kit/locale"
import { proportion, type Millimes } from "@souk/kit/money"

/** Le taux se lit en dix-millièmes de dinar ; le montant en euros est arrondi une fois au centime. */
export function centsOf(millimes: Millimes, tndPerEur: number): number {
  return proportion(millimes, 1000, Math.round(tndPerEur * 10_000))
}

/** What a buyer is told before paying dinars in euros. */
export function chargedInEuros(millimes: Millimes, tndPerEur: number, locale: Locale): string {
  const format = { style: "currency", currency: "EUR" } as const
  const euros = new Intl.NumberFormat(locale === "ar" ? "ar-TN" : locale, format).format(
    centsOf(millimes, tndPerEur) / 100,
  )
  const rate = tndPerEur.toFixed(4)
  const told: Record<Locale, string> = {
    fr: `Débité en euros : ${euros} (1 € = ${rate} DT).`,
    ar: `يُخصم باليورو: ${euros} (‏1 € = ${rate} د.ت).`,
    en: `Charged in euros: ${euros} (1 € = ${rate} TND).`,
  }
  return told[locale]
}
