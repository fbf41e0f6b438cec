import type { Locale } from "../../i18n/locales"
import type { Governorate } from "../../lib/api-types"

export const governorateName = (place: Governorate, locale: Locale): string =>
  ({ fr: place.name_fr, ar: place.name_ar, en: place.name_en })[locale]

/** Delegations have no English name: their French spelling is what is written on signs. */
export const delegationName = (
  place: Governorate["delegations"][number],
  locale: Locale,
): string => (locale === "ar" ? place.name_ar : place.name_fr)

export function placeNames(governorates: Governorate[], locale: Locale) {
  return {
    governorate: (code: string): string => {
      const found = governorates.find((place) => place.code === code)
      return found ? governorateName(found, locale) : code
    },
    delegation: (code: string): string => {
      const found = governorates
        .flatMap((place) => place.delegations)
        .find((place) => place.code === code)
      return found ? delegationName(found, locale) : code
    },
  }
}
