import { ar } from "./ar"
import { en } from "./en"
import { fr } from "./fr"
import { directions, type Locale } from "./locales"

export type Plural = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>
export type Key = keyof typeof fr
export type Dictionary = Record<Key, string | Plural>
export type Values = Record<string, string | number>
export type Translate = (key: Key, values?: Values) => string

const dictionaries: Record<Locale, Dictionary> = { fr, ar, en }

/** A Latin name or number inside an Arabic sentence keeps its own reading order. */
const inserted = (value: string | number, locale: Locale): string =>
  directions[locale] === "rtl" && typeof value === "string" && value !== ""
    ? `\u2068${value}\u2069`
    : String(value)

export function translator(locale: Locale): Translate {
  const dictionary = dictionaries[locale]
  const plurals = new Intl.PluralRules(locale)

  return (key, values = {}) => {
    const entry = dictionary[key]
    const message =
      typeof entry === "string"
        ? entry
        : (entry[plurals.select(Number(values.count ?? 0))] ?? entry.other)
    return message.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const value = values[name]
      return value === undefined ? hole : inserted(value, locale)
    })
  }
}
