import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"
import { inflateRawSync } from "node:zlib"
import { defineErrors } from "./errors"
import { readTable } from "./tables"
import { fileErrors, inspectFile, megabytes, readText, type TextEncoding } from "./text-files"

/** A table as its file holds it: nothing of it is understood yet. */
export type RawTable = {
  sha256: string
  /** Null for a workbook, which says itself how it is written. */
  encoding: TextEncoding | null
  header: string[]
  rows: { line: number; cells: string[] }[]
}

export const tableFileErrors = defineErrors({
  workbook_unreadable: {
    status: 400,
    fr: "Le classeur Excel ne se lit pas (protégé, abîmé, ou d'un vieux format .xls). Enregistrez-le en .xlsx sans mot de passe.",
    ar: "تعذّرت قراءة مصنّف Excel (محمي أو تالف أو بصيغة ‎.xls القديمة). احفظه بصيغة ‎.xlsx دون كلمة مرور.",
    en: "The Excel workbook cannot be read (protected, damaged, or of the old .xls format). Save it as .xlsx without a password.",
  },
  workbook_too_wide: {
    status: 400,
    fr: "La feuille s'étend jusqu'à la cellule {cell}, bien au-delà de ses données. Copiez les lignes remplies dans un nouveau classeur et envoyez-le.",
    ar: "تمتد الورقة إلى الخلية {cell} أبعد بكثير من بياناتها. انسخ الأسطر المملوءة إلى مصنّف جديد وأرسله.",
    en: "The sheet reaches as far as the cell {cell}, well beyond its data. Copy the filled rows into a new workbook and send that one.",
  },
  table_too_long: {
    status: 400,
    fr: "Le fichier a plus de {limit} lignes. Découpez-le et envoyez les morceaux l'un après l'autre.",
    ar: "يحتوي الملف على أكثر من {limit} سطرًا. قسّمه وأرسل الأجزاء واحدًا بعد الآخر.",
    en: "The file has more than {limit} rows. Split it and send the pieces one after the other.",
  },
})

type Limits = { max_bytes: number; max_rows: number; encoding?: TextEncoding }

/** A workbook is packed: what it unpacks to is bounded before anything of it is unpacked. */
const UNPACKED_BYTES = 100_000_000

/**
 * Reads a small table whole, from a CSV file or from the first sheet of an .xlsx workbook. Of a
 * workbook, the header is the first row with two cells: titles stand above it.
 * @throws what makes the file unusable, told to whoever sent it.
 */
export async function readTableFile(path: string, limits: Limits): Promise<RawTable> {
  const bytes = await readFile(path)
  if (bytes.length > limits.max_bytes) {
    throw fileErrors.file_too_large({ limit: megabytes(limits.max_bytes) })
  }
  const isWorkbook = bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004"
  const table = isWorkbook ? await readWorkbook(bytes) : await readCsv(path, limits)
  if (table.rows.length > limits.max_rows) {
    throw tableFileErrors.table_too_long({ limit: limits.max_rows })
  }
  return table
}

async function readCsv(path: string, limits: Limits): Promise<RawTable> {
  const facts = await inspectFile(path, limits.max_bytes)
  const encoding = limits.encoding ?? facts.encoding
  const table = await readTable(readText(path, encoding), { aliases: {}, required: [] })
  const rows: RawTable["rows"] = []
  for await (const { line, cells } of table.rows) {
    if (rows.push({ line, cells }) > limits.max_rows) break
  }
  return { sha256: facts.sha256, encoding, header: table.header, rows }
}

async function readWorkbook(bytes: Buffer): Promise<RawTable> {
  const entries = [...entriesOf(bytes)]
  if (entries.reduce((total, one) => total + one.unpacked, 0) > UNPACKED_BYTES) {
    throw tableFileErrors.workbook_unreadable()
  }
  for (const entry of entries) assertExtent(bytes, entry)
  let sheet: unknown[][]
  try {
    const { readSheet } = await import("read-excel-file/node")
    sheet = await readSheet<string>(bytes, { parseNumber: (text) => text })
  } catch {
    // The library names its failures in its own words; whoever sent the file can only save it again.
    throw tableFileErrors.workbook_unreadable()
  }
  const lines = sheet
    .map((row, index) => ({ line: index + 1, cells: row.map(textOf) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
  const start = lines.findIndex(({ cells }) => cells.filter((cell) => cell !== "").length > 1)
  return {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    encoding: null,
    header: start < 0 ? [] : lines[start]!.cells,
    rows: start < 0 ? [] : lines.slice(start + 1),
  }
}

/** `107.09999999999999` is how a workbook writes 107.1: six decimals are more than money has. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ""
  if (cell instanceof Date) return cell.toISOString().slice(0, 10)
  const text = String(cell).trim()
  return /^-?\d{1,12}\.\d{7,}(E-?\d+)?$/i.test(text)
    ? String(Number(Number(text).toFixed(6)))
    : text
}

const CENTRAL_ENTRY = Buffer.from("PK\u0001\u0002", "latin1")

type Entry = { unpacked: number; at: number; packed: number; method: number }

/** What the archive's own table says it holds. */
function* entriesOf(bytes: Buffer): Generator<Entry> {
  for (
    let at = bytes.indexOf(CENTRAL_ENTRY);
    at >= 0 && at + 46 <= bytes.length;
    at = bytes.indexOf(CENTRAL_ENTRY, at + 4)
  ) {
    yield {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      at: bytes.readUInt32LE(at + 42),
    }
  }
}

/**
 * The library makes every cell between A1 and the farthest one, filled or not: a sheet of one
 * kilobyte that names XFD1048576 would take all the memory of the server.
 */
const MOST_CELLS = 2_000_000

function assertExtent(bytes: Buffer, entry: Entry): void {
  let rows = 1
  let columns = 1
  for (const [, reference] of partOf(bytes, entry).matchAll(/\sr(?:ef)?\s*=\s*["']([^"']*)/gi)) {
    // Written as no spreadsheet would: the library might read of it what is not counted here.
    if (reference!.includes("&")) throw tableFileErrors.workbook_unreadable()
    for (const corner of reference!.split(":")) {
      const row = Number(corner.replace(/\D/g, ""))
      if (row === 0) continue
      rows = Math.max(rows, row)
      columns = Math.max(columns, columnOf(corner.replace(/[^A-Z]/gi, "")))
      if (rows * columns > MOST_CELLS) throw tableFileErrors.workbook_too_wide({ cell: corner })
    }
  }
}

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((acc, letter) => acc * 26 + letter.charCodeAt(0) - 64, 0)

function partOf(bytes: Buffer, { at, packed, method }: Entry): string {
  try {
    const start = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
    const data = bytes.subarray(start, start + packed)
    const part = method === 0 ? data : inflateRawSync(data, { maxOutputLength: UNPACKED_BYTES })
    return part.toString("utf8")
  } catch {
    throw tableFileErrors.workbook_unreadable()
  }
}
