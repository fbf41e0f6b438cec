import type { SoukError } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { batchesOf, csvLine } from "@souk/kit/tables"
import { sentence, type ReadFile, type ReadRow } from "./reading"

/** What became of one row. */
export type RowOutcome = "created" | "updated" | "unchanged" | { refused: SoukError }

export type ImportCounts = {
  read_rows: number
  created_rows: number
  updated_rows: number
  unchanged_rows: number
  refused_rows: number
}

export const ROWS_PER_BATCH = 2_000

/** Refused rows that the error file holds; the others are counted, and it says how many there are. */
export const MOST_REFUSED_ROWS = 20_000

const WORDS: Record<Locale, { line: string; reason: string; more: string }> = {
  fr: { line: "ligne", reason: "motif", more: "Autres lignes refusées, non listées : " },
  ar: { line: "السطر", reason: "السبب", more: "أسطر أخرى مرفوضة غير مدرجة: " },
  en: { line: "line", reason: "reason", more: "Other refused rows, not listed: " },
}

type Options<Value> = {
  file: ReadFile<Value>
  locale: Locale
  /** Writes a batch in a few statements and says what became of each row, in their order. */
  write: (rows: Value[]) => Promise<RowOutcome[]>
  /** Told after each batch. */
  progress: (counts: ImportCounts) => Promise<void>
}

/**
 * Reads a file batch by batch and writes each one as a whole; what is refused fails alone. Nothing but
 * one batch and the refused rows is ever in memory.
 * @returns the counts, and the refused rows as CSV (their own columns, the line, the reason), or null.
 */
export async function runImport<Value>({
  file,
  locale,
  write,
  progress,
}: Options<Value>): Promise<{ counts: ImportCounts; errorFile: string | null }> {
  const counts: ImportCounts = {
    read_rows: 0,
    created_rows: 0,
    updated_rows: 0,
    unchanged_rows: 0,
    refused_rows: 0,
  }
  const words = WORDS[locale]
  const refused: string[] = []
  const refuse = (row: ReadRow<Value>, reasons: string[]) => {
    counts.refused_rows += 1
    if (refused.length >= MOST_REFUSED_ROWS) return
    const cells = file.header.map((_, place) => row.cells[place] ?? "")
    refused.push(csvLine([...cells, row.line, reasons.join(" ")]))
  }

  for await (const batch of batchesOf(file.rows, ROWS_PER_BATCH)) {
    const good = batch.flatMap((row) => ("value" in row ? [row] : []))
    const outcomes = await write(good.map((row) => row.value))
    const outcomeOf = new Map<ReadRow<Value>, RowOutcome>(
      good.map((row, index) => [row, outcomes[index]!]),
    )
    counts.read_rows += batch.length
    for (const row of batch) {
      const outcome = outcomeOf.get(row)
      if ("reasons" in row) refuse(row, row.reasons)
      else if (typeof outcome === "object") refuse(row, [sentence(outcome.refused, locale)])
      else if (outcome) counts[`${outcome}_rows`] += 1
    }
    await progress(counts)
  }

  if (refused.length === 0) return { counts, errorFile: null }
  const unlisted = counts.refused_rows - refused.length
  const header = csvLine([...file.header, words.line, words.reason])
  const rest = unlisted > 0 ? csvLine([`${words.more}${unlisted}`]) : ""
  // The mark lets Excel read the accents.
  return { counts, errorFile: `\ufeff${header}${refused.join("")}${rest}` }
}
