import { pipeline, Readable } from "node:stream"
import { CsvError, parse, type Parser } from "csv-parse"
import { defineErrors } from "./errors"

/** A row of a table: its cells as they were written, and by the column each one belongs to. */
export type TableRow<Column extends string> = {
  /** Line of the file the row ends on, the header being line 1. */
  line: number
  cells: string[]
  /** Trimmed; an absent or empty cell is absent here. */
  values: Partial<Record<Column, string>>
}

export type Table<Column extends string> = {
  header: string[]
  rows: AsyncGenerator<TableRow<Column>>
}

export type TableColumns<Column extends string> = {
  /** The names each column goes by; its own is understood as well. Case, accents and `_` do not matter. */
  aliases: Record<Column, readonly string[]>
  /** At least one column of each group must be there. */
  required: readonly (readonly Column[])[]
}

export const tableErrors = defineErrors({
  table_column_missing: {
    status: 400,
    fr: "Il manque une colonne : {columns}. La première ligne du fichier doit nommer les colonnes ; trouvé : {found}.",
    ar: "ينقص عمود: {columns}. يجب أن يسمّي السطر الأول من الملف الأعمدة؛ الموجود: {found}.",
    en: "A column is missing: {columns}. The first line of the file must name the columns; found: {found}.",
  },
  table_column_twice: {
    status: 400,
    fr: "Deux colonnes disent la même chose ({column}) : {found}. Gardez-en une.",
    ar: "عمودان لهما المعنى نفسه ({column}): {found}. أبقِ واحدًا منهما.",
    en: "Two columns mean the same ({column}): {found}. Keep one.",
  },
  table_broken: {
    status: 400,
    fr: "Ligne {line} : le fichier CSV est mal formé (guillemet non fermé ou ligne démesurée). Corrigez cette ligne.",
    ar: "السطر {line}: ملف CSV غير سليم (علامة اقتباس غير مغلقة أو سطر طويل جدًا). صحّح هذا السطر.",
    en: "Line {line}: the CSV file is malformed (an unclosed quote or an endless line). Mend that line.",
  },
  row_too_long: {
    status: 422,
    fr: "La ligne a {found} cellules pour {expected} colonnes. Mettez entre guillemets le texte qui contient le séparateur.",
    ar: "في السطر {found} خلايا مقابل {expected} أعمدة. ضع النص الذي يحتوي على الفاصل بين علامتي اقتباس.",
    en: "The row has {found} cells for {expected} columns. Quote the text that holds the separator.",
  },
})

const LONGEST_ROW = 100_000

const keyOf = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "")

/**
 * Reads a table from text that arrives in pieces, one row at a time: what is asked for is all that is
 * in memory. The separator (`;`, `,` or a tab) is the one the first line uses most.
 * @throws when the header misses a column, and while reading when the file is malformed.
 */
export async function readTable<Column extends string>(
  text: AsyncIterable<string>,
  columns: TableColumns<Column>,
): Promise<Table<Column>> {
  const source = text[Symbol.asyncIterator]()
  let start = ""
  for (;;) {
    const { value, done } = await source.next()
    if (done) break
    start += value
    if (/[\r\n]/.test(start) || start.length > LONGEST_ROW) break
  }
  const parser = parse({
    bom: true,
    delimiter: separatorOf(start),
    info: true,
    max_record_size: LONGEST_ROW,
    // All of them at once: files that were joined by hand mix them.
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  })
  // What goes wrong on the way comes out where the rows are read.
  pipeline(Readable.from(pieces(start, source), { objectMode: false }), parser, () => {})
  const records = recordsOf(parser)
  const first = await records.next()
  const header: string[] = first.done ? [] : first.value.cells
  const places = placesOf(header, columns)
  return { header, rows: rowsOf(records, places) }
}

/** The place of each column that exactly one heading names; a doubtful one is left to a person. */
export function guessColumns<Column extends string>(
  header: string[],
  aliases: Record<Column, readonly string[]>,
): Partial<Record<Column, number>> {
  const keys = header.map(keyOf)
  const places: Partial<Record<Column, number>> = {}
  // The keys of a record of columns are columns.
  for (const [column, names] of Object.entries(aliases) as [Column, readonly string[]][]) {
    const known = new Set([column, ...names].map(keyOf))
    const found = keys.flatMap((key, place) => (known.has(key) ? [place] : []))
    if (found.length === 1) places[column] = found[0]
  }
  return places
}

async function* pieces(start: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  if (start) yield start
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    if (next.value) yield next.value
  }
}

function separatorOf(start: string): string {
  const line = start.split(/[\r\n]/, 1)[0]!.replace(/"[^"]*"/g, "")
  const times = (separator: string) => line.split(separator).length
  return [";", ",", "\t"].sort((a, b) => times(b) - times(a))[0]!
}

type Line = { line: number; cells: string[] }

async function* recordsOf(parser: Parser): AsyncGenerator<Line> {
  try {
    // With `info`, each record comes beside where it was read.
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      yield { line: info.lines, cells: record }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw tableErrors.table_broken({ line: Number((error as { lines?: number }).lines ?? 0) })
  }
}

function placesOf<Column extends string>(
  header: string[],
  { aliases, required }: TableColumns<Column>,
): Map<number, Column> {
  const columnOf = new Map<string, Column>()
  // The keys of a record of columns are columns.
  for (const [column, names] of Object.entries(aliases) as [Column, readonly string[]][]) {
    for (const name of [column, ...names]) columnOf.set(keyOf(name), column)
  }
  const places = new Map<number, Column>()
  header.forEach((name, place) => {
    const column = columnOf.get(keyOf(name))
    if (!column) return
    if ([...places.values()].includes(column)) {
      throw tableErrors.table_column_twice({ column, found: header.join(", ").slice(0, 300) })
    }
    places.set(place, column)
  })
  const present = new Set(places.values())
  const missing = required.filter((group) => !group.some((column) => present.has(column)))
  if (missing.length > 0) {
    throw tableErrors.table_column_missing({
      columns: missing.map((group) => group.join(" / ")).join(", "),
      found: header.join(", ").slice(0, 300) || "—",
    })
  }
  return places
}

async function* rowsOf<Column extends string>(
  records: AsyncGenerator<Line>,
  places: Map<number, Column>,
): AsyncGenerator<TableRow<Column>> {
  for await (const { line, cells } of records) {
    if (cells.every((cell) => cell.trim() === "")) continue
    const values: Partial<Record<Column, string>> = {}
    for (const [place, column] of places) {
      const text = cells[place]?.trim()
      if (text) values[column] = text
    }
    yield { line, cells, values }
  }
}

/** One line of a CSV file, ended. */
export function csvLine(cells: readonly (string | number)[]): string {
  const quoted = cells.map((cell) => {
    const text = String(cell)
    return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  })
  return `${quoted.join(",")}\r\n`
}

/** Gathers what comes one by one into lists of at most `size`. */
export async function* batchesOf<Item>(
  items: AsyncIterable<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let batch: Item[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
