import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { toCsv, type CsvCell } from "@souk/kit/csv"
import { commonErrors, things } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { sum } from "@souk/kit/money"
import { readTableFile } from "@souk/kit/table-files"
import { guessColumns } from "@souk/kit/tables"
import { TEXT_ENCODINGS, type TextEncoding } from "@souk/kit/text-files"
import { CARRIERS } from "../../domain/carriers"
import { errors } from "../../domain/errors"
import {
  REMITTANCE_ALIASES,
  REMITTANCE_LINE_STATUSES,
  REMITTANCE_PROBLEMS,
  REMITTANCE_PROBLEM_NAMES,
  remittedRow,
  type RemittedRow,
} from "../../domain/remittance"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

const millimes = z.number().int()

export const REMITTANCE_FILE_BYTES = 5_000_000

export const remittanceQuery = z.object({
  carrier: z.enum(CARRIERS),
  reference: z.string().trim().min(1).max(60),
  /** What the carrier says it hands over: rows that add up to something else are refused. */
  total_millimes: z.coerce.number().int().min(1).max(1_000_000_000).optional(),
  /** The headings of the two columns; kept for the carrier's next file. */
  reference_column: z.string().trim().min(1).max(200).optional(),
  amount_column: z.string().trim().min(1).max(200).optional(),
  /** Detected where it is not said. */
  encoding: z.enum(TEXT_ENCODINGS).optional(),
})
export type RemittanceQuery = z.infer<typeof remittanceQuery>

export const previewRowSchema = z.object({
  row: z.number().int(),
  reference: z.string(),
  amount_millimes: millimes.nullable(),
  expected_millimes: millimes.nullable(),
  problem: z.enum(REMITTANCE_PROBLEMS).nullable(),
})

/** A file before anything of it is recorded: how it was read, and what each row would give. */
export const remittancePreviewSchema = z.object({
  header: z.array(z.string()),
  /** The first rows, as the file has them. */
  sample: z.array(z.array(z.string())),
  encoding: z.enum(TEXT_ENCODINGS).nullable(),
  /** Null: nobody knows yet, and `rows` is empty. */
  reference_column: z.string().nullable(),
  amount_column: z.string().nullable(),
  total_millimes: millimes,
  rows: z.array(previewRowSchema),
})

export const remittanceLineSchema = previewRowSchema.extend({
  id: z.string(),
  status: z.enum(REMITTANCE_LINE_STATUSES),
  resolution: z.string().nullable(),
  vendor_order_number: z.string().nullable(),
  /** Whoever proposed what a row pays does not accept it. */
  is_mine: z.boolean(),
  remittance: z.object({ id: z.string(), carrier: z.string(), reference: z.string() }),
  created_at: z.date(),
})

export const remittanceSchema = z.object({
  id: z.string(),
  carrier: z.string(),
  reference: z.string(),
  total_millimes: millimes,
  row_count: z.number().int(),
  /** Rows that wait for somebody. */
  exception_count: z.number().int(),
  /** Rows that did not match their parcel, whatever was decided since. */
  set_aside_count: z.number().int(),
  created_at: z.date(),
})

export const unremittedSchema = z.object({
  vendor_order_id: z.string(),
  number: z.string(),
  carrier: z.string().nullable(),
  vendor: z.object({ id: z.string(), name: z.string() }),
  due_millimes: millimes,
  delivered_at: z.date(),
})

type Page = { limit: number; offset: number }

type ReadRemittance = Omit<z.infer<typeof remittancePreviewSchema>, "rows"> & {
  sha256: string
  rows: RemittedRow[]
}

/** No carrier hands over more parcels at once. */
const MAX_ROWS = 20_000

/**
 * A carrier's file, read with the columns that are asked for, else those kept for this carrier, else
 * those whose headings say what they are. A row that cannot be read is told, not guessed.
 */
export async function readRemittance(
  container: MedusaContainer,
  path: string,
  query: RemittanceQuery,
): Promise<ReadRemittance> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [kept] = await marketplace.listRemittanceFormats({ carrier: query.carrier }, { take: 1 })
  const encoding = query.encoding ?? TEXT_ENCODINGS.find((one) => one === kept?.encoding)
  const file = await readTableFile(path, {
    max_bytes: REMITTANCE_FILE_BYTES,
    max_rows: MAX_ROWS,
    ...(encoding && { encoding }),
  })
  const header = file.header.map((heading) => heading.trim())
  const guessed = guessColumns(header, REMITTANCE_ALIASES)
  const placeOf = (asked: string | undefined, before: string | undefined, guess?: number) => {
    const place = [asked, before].map((name) => (name ? header.indexOf(name) : -1))
    // Un titre demandé qui n'est pas là ne se remplace pas par un autre.
    if (asked) return place[0]!
    return place[1]! >= 0 ? place[1]! : (guess ?? -1)
  }
  const reference = placeOf(query.reference_column, kept?.reference_column, guessed.reference)
  const amount = placeOf(query.amount_column, kept?.amount_column, guessed.amount)
  const isMapped = reference >= 0 && amount >= 0 && reference !== amount
  const rows = isMapped
    ? file.rows.map(({ line, cells }) =>
        remittedRow({
          row: line,
          reference: cells[reference] ?? "",
          amount: cells[amount] ?? "",
          cells,
        }),
      )
    : []
  return {
    sha256: file.sha256,
    header,
    sample: file.rows.slice(0, 5).map(({ cells }) => cells.map((cell) => cell.slice(0, 200))),
    encoding: file.encoding,
    reference_column: header[reference] ?? null,
    amount_column: header[amount] ?? null,
    total_millimes: sum(rows.map((row) => row.amount_millimes ?? 0)),
    rows,
  }
}

/**
 * @throws when nothing of the file may be recorded: no row, unknown columns, or rows that add up to
 * something else than the carrier announced.
 */
export function assertRecordable(file: ReadRemittance, announced: number | undefined): void {
  if (file.sample.length === 0) throw errors.remittance_empty()
  if (file.rows.length === 0) {
    throw errors.remittance_columns_unknown({ found: file.header.join(", ").slice(0, 200) || "—" })
  }
  if (announced !== undefined && announced !== file.total_millimes) {
    throw errors.remittance_total_differs({
      found: dinars(file.total_millimes),
      total: dinars(announced),
    })
  }
}

/** The columns of a file, where somebody chose them and not the headings. */
export function chosenFormat(query: RemittanceQuery, file: { encoding: TextEncoding | null }) {
  if (!query.reference_column || !query.amount_column) return undefined
  return {
    reference_column: query.reference_column,
    amount_column: query.amount_column,
    encoding: query.encoding ? file.encoding : null,
  }
}

const dinars = (amount: number) => (amount / 1000).toFixed(3)

export async function listRemittanceViews(
  container: MedusaContainer,
  filters: { id?: string },
  { limit, offset }: Page,
) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountRemittances(filters, {
    take: limit,
    skip: offset,
    order: { created_at: "DESC", id: "DESC" },
    relations: ["lines"],
  })
  const remittances = rows.map(({ lines, ...row }) => ({
    id: row.id,
    carrier: row.carrier,
    reference: row.reference,
    total_millimes: Number(row.total_millimes),
    row_count: lines.length,
    exception_count: lines.filter(
      (line) => line.status === "exception" || line.status === "proposed",
    ).length,
    set_aside_count: lines.filter((line) => line.problem !== null).length,
    created_at: row.created_at,
  }))
  return { remittances, count }
}

export async function listRemittanceLineViews(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  { limit, offset }: Page,
  readerId: string,
) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountRemittanceLines(filters, {
    take: limit,
    skip: offset,
    order: { created_at: "DESC", row: "ASC" },
    relations: ["remittance"],
  })
  const orderIds = rows.flatMap((row) => row.vendor_order_id ?? [])
  const orders = await marketplace.listVendorOrders(
    { id: orderIds },
    { select: ["id", "number"], take: orderIds.length || 1 },
  )
  const numberOf = new Map(orders.map(({ id, number }) => [id, number]))
  const lines = rows.map((row) => ({
    id: row.id,
    row: row.row,
    reference: row.reference,
    amount_millimes: row.amount_millimes === null ? null : Number(row.amount_millimes),
    expected_millimes: row.expected_millimes === null ? null : Number(row.expected_millimes),
    problem: row.problem,
    status: row.status,
    resolution: row.resolution,
    vendor_order_number: (row.vendor_order_id && numberOf.get(row.vendor_order_id)) ?? null,
    is_mine: row.proposed_by === readerId,
    remittance: {
      id: row.remittance.id,
      carrier: row.remittance.carrier,
      reference: row.remittance.reference,
    },
    created_at: row.created_at,
  }))
  return { lines, count }
}

export async function findRemittanceLineView(
  container: MedusaContainer,
  id: string,
  readerId: string,
) {
  const page = { limit: 1, offset: 0 }
  const { lines } = await listRemittanceLineViews(container, { id }, page, readerId)
  if (!lines[0]) throw commonErrors.not_found({ what: things.remittance_line, id })
  return lines[0]
}

const ERROR_HEADERS: Record<Locale, string[]> = {
  fr: ["Ligne", "Anomalie", "Attendu (DT)", "Décision"],
  ar: ["السطر", "الخلل", "المنتظر (د.ت)", "القرار"],
  en: ["Row", "Problem", "Expected (TND)", "Decision"],
}

/** What was set aside of a remittance, with the reason and the row as its carrier wrote it. */
export async function remittanceErrorFile(
  container: MedusaContainer,
  id: string,
  locale: Locale,
): Promise<{ name: string; text: string }> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [remittance] = await marketplace.listRemittances({ id }, { take: 1, relations: ["lines"] })
  if (!remittance) throw commonErrors.not_found({ what: things.remittance, id })
  const wrong = remittance.lines
    .filter((line) => line.problem !== null)
    .sort((a, b) => a.row - b.row)
  const header = textsOf(remittance.header) ?? ERROR_FALLBACK[locale]
  const rows = wrong.map((line): CsvCell[] => [
    line.row,
    REMITTANCE_PROBLEM_NAMES[line.problem!][locale],
    line.expected_millimes === null ? null : { millimes: Number(line.expected_millimes) },
    line.resolution,
    ...(textsOf(line.cells) ?? [
      line.reference,
      line.amount_millimes === null ? null : { millimes: Number(line.amount_millimes) },
    ]),
  ])
  const name = remittance.reference.replace(/[^\p{L}\p{N}_-]+/gu, "-")
  return {
    name: `anomalies-${remittance.carrier}-${name}.csv`,
    text: toCsv([...ERROR_HEADERS[locale], ...header], rows),
  }
}

/** The columns of remittances that were recorded before their rows were kept. */
const ERROR_FALLBACK: Record<Locale, string[]> = {
  fr: ["Colis", "Montant"],
  ar: ["الطرد", "المبلغ"],
  en: ["Parcel", "Amount"],
}

/** A list of texts that went through a JSON column. */
function textsOf(json: unknown): string[] | null {
  return Array.isArray(json) ? json.map(String) : null
}

/** Names of vendors, for rows that hold their ids. */
export async function vendorNames(container: MedusaContainer, ids: string[]) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const vendors = await marketplace.listVendors(
    { id: [...new Set(ids)] },
    { select: ["id", "name"], take: ids.length || 1 },
  )
  const names = new Map(vendors.map(({ id, name }) => [id, name]))
  return (id: string) => ({ id, name: names.get(id) ?? id })
}
