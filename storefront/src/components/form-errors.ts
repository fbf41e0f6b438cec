import type { Key, Translate, Values } from "../i18n/translate"

export type FieldErrors = Record<string, { key?: Key; text?: string; values?: Values }>

export const errorText = (t: Translate, errors: FieldErrors, name: string): string | undefined => {
  const error = errors[name]
  return error && (error.key ? t(error.key, error.values) : error.text)
}
