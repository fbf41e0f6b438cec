/** A cell: a text, a whole number, nothing, or an amount of money. */
export type CsvCell = string | number | null | { millimes: number }

/**
 * A table as a CSV file that French and Arabic spreadsheets open without asking: UTF-8 with its
 * mark, semicolons, CRLF, amounts as `-1234,567`. Text that would run as a formula is made plain.
 */
export function toCsv(header: string[], rows: Iterable<CsvCell[]>): string {
  const lines = [header, ...rows].map((row) => row.map(cellOf).join(";"))
  return `\uFEFF${lines.join("\r\n")}\r\n`
}

function cellOf(value: CsvCell): string {
  if (value === null) return ""
  if (typeof value === "number") return String(value)
  if (typeof value === "object") return dinars(value.millimes)
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function dinars(millimes: number): string {
  const digits = String(Math.abs(millimes)).padStart(4, "0")
  return `${millimes < 0 ? "-" : ""}${digits.slice(0, -3)},${digits.slice(-3)}`
}
