import { z } from "@medusajs/framework/zod"
import { tell, type SoukError } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { tableErrors } from "@souk/kit/tables"
import { sentenceOf } from "@souk/kit/validation-messages"
import { errors } from "../domain/errors"

/** One row of a file: what it says, or why it cannot be believed, in the words of its sender. */
export type ReadRow<Value> = {
  line: number
  /** As written in the file, for the error file. */
  cells: string[]
} & ({ value: Value } | { reasons: string[] })

export type ReadFile<Value> = { header: string[]; rows: AsyncGenerator<ReadRow<Value>> }

export const sentence = (error: SoukError, locale: Locale): string =>
  tell(error, locale)?.message ?? error.message

/** Why a row's fields are refused: one sentence each, with what was found. */
export function reasonsOf(
  error: z.ZodError,
  values: Record<string, string | undefined>,
  locale: Locale,
): string[] {
  return error.issues.map((issue) => {
    const field = issue.path.join(".")
    const problem = sentenceOf(issue, locale, [])
    return sentence(
      errors.row_field_wrong({ field, problem, value: (values[field] ?? "").slice(0, 60) }),
      locale,
    )
  })
}

/** Options of a safe parse that lets `reasonsOf` speak the sender's language. */
export const inLanguage = (locale: Locale) => ({
  reportInput: true,
  error: z.locales[locale]().localeError,
})

/** A whole number that may be absent. */
export const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)

const MONTH = /^((?:19|20)\d{2})-(0[1-9]|1[0-2])$/
export const month = z.string().regex(MONTH)

/**
 * `2008-03`, `03/2008`, `2008` → `2008-03`; a year alone begins in January and ends in December.
 * Anything else stays as it is, for validation to refuse.
 */
export function monthOf(text: string | undefined, end: "from" | "to"): string | undefined {
  if (text === undefined) return undefined
  if (/^(19|20)\d{2}$/.test(text)) return `${text}-${end === "from" ? "01" : "12"}`
  const turned = /^(\d{1,2})[/.-]((?:19|20)\d{2})$/.exec(text)
  if (turned) return `${turned[2]}-${turned[1]!.padStart(2, "0")}`
  const plain = /^((?:19|20)\d{2})[/.-](\d{1,2})(?:[/.-]\d{1,2})?$/.exec(text)
  return plain ? `${plain[1]}-${plain[2]!.padStart(2, "0")}` : text
}

/** A row with more cells than the header names: which cell is which can no longer be told. */
export function overflowOf(
  header: string[],
  cells: string[],
  locale: Locale,
): { reasons: string[] } | null {
  if (!cells.slice(header.length).some((cell) => cell.trim())) return null
  const error = tableErrors.row_too_long({ found: cells.length, expected: header.length })
  return { reasons: [sentence(error, locale)] }
}
