import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { sum } from "@souk/kit/money"
import { inspectFile, readText } from "@souk/kit/text-files"
import { readTable } from "@souk/kit/tables"
import { CARRIERS } from "../../domain/carriers"
import { errors } from "../../domain/errors"
import {
  REMITTANCE_COLUMNS,
  REMITTANCE_PROBLEMS,
  remittedMillimes,
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
})
export type RemittanceQuery = z.infer<typeof remittanceQuery>

export const previewRowSchema = z.object({
  row: z.number().int(),
  reference: z.string(),
  amount_millimes: millimes,
  expected_millimes: millimes.nullable(),
  problem: z.enum(REMITTANCE_PROBLEMS).nullable(),
})

export const remittanceLineSchema = previewRowSchema.extend({
  id: z.string(),
  status: z.enum(["matched", "exception", "accepted", "dismissed"]),
  resolution: z.string().nullable(),
  remittance: z.object({ id: z.string(), carrier: z.string(), reference: z.string() }),
  created_at: z.date(),
})

export const remittanceSchema = z.object({
  id: z.string(),
  carrier: z.string(),
  reference: z.string(),
  total_millimes: millimes,
  row_count: z.number().int(),
  exception_count: z.number().int(),
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

/** The rows of a carrier's file; the first one that cannot be read refuses it whole. */
export async function readRemittance(
  path: string,
  announced: number | undefined,
): Promise<RemittedRow[]> {
  const { encoding } = await inspectFile(path, REMITTANCE_FILE_BYTES)
  const table = await readTable(readText(path, encoding), REMITTANCE_COLUMNS)
  const rows: RemittedRow[] = []
  for await (const { line, cells, values } of table.rows) {
    const amount = remittedMillimes(values.amount ?? "")
    if (!values.reference || values.reference.length > 60 || amount === null) {
      throw errors.remittance_row_invalid({ line, found: cells.join(" ; ").slice(0, 100) })
    }
    rows.push({ row: line, reference: values.reference, amount_millimes: amount })
  }
  if (rows.length === 0) throw errors.remittance_empty()
  const total = sum(rows.map((row) => row.amount_millimes))
  if (announced !== undefined && announced !== total) {
    throw errors.remittance_total_differs({ found: dinars(total), total: dinars(announced) })
  }
  return rows
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
    exception_count: lines.filter((line) => line.status === "exception").length,
    created_at: row.created_at,
  }))
  return { remittances, count }
}

export async function listRemittanceLineViews(
  container: MedusaContainer,
  filters: Record<string, unknown>,
  { limit, offset }: Page,
) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountRemittanceLines(filters, {
    take: limit,
    skip: offset,
    order: { created_at: "DESC", row: "ASC" },
    relations: ["remittance"],
  })
  const lines = rows.map((row) => ({
    id: row.id,
    row: row.row,
    reference: row.reference,
    amount_millimes: Number(row.amount_millimes),
    expected_millimes: row.expected_millimes === null ? null : Number(row.expected_millimes),
    problem: row.problem,
    status: row.status,
    resolution: row.resolution,
    remittance: {
      id: row.remittance.id,
      carrier: row.remittance.carrier,
      reference: row.remittance.reference,
    },
    created_at: row.created_at,
  }))
  return { lines, count }
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
