import type { FieldErrors } from "../components/form-errors"

export const MAX_LENGTH = 120

/** A field as typed, without the spaces around it; never anything but text. */
export const textOf = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === "string" ? value.replace(/[\s\p{Cc}]+/gu, " ").trim() : ""
}

export const isEmail = (value: string): boolean =>
  value.length <= MAX_LENGTH && /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(value)

/** Huit chiffres, avec ou sans l'indicatif +216 ou 00216 ; null si ce n'en est pas un. */
export function parsePhone(value: string): string | null {
  const digits = value.replace(/[\s.\-()]/g, "").replace(/^(?:\+|00)216/, "")
  return /^[2-9]\d{7}$/.test(digits) ? digits : null
}

/** Checks of one field, in order; the first that fails gives the message. */
export function checkText(
  errors: FieldErrors,
  name: string,
  value: string,
  options: { optional?: boolean; min?: number; max?: number } = {},
): void {
  const { optional = false, min = 1, max = MAX_LENGTH } = options
  if (value === "" && !optional) {
    errors[name] = { key: "form.required" }
  } else if (value !== "" && value.length < min) {
    errors[name] = { key: "form.tooShort", values: { min } }
  } else if (value.length > max) {
    errors[name] = { key: "form.tooLong", values: { max } }
  }
}
