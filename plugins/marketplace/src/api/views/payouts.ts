import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { toCsv } from "@souk/kit/csv"
import { commonErrors, things } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { errors } from "../../domain/errors"
import { ibanOf, maskRib } from "../../domain/identifiers"
import { pain001, SKIP_REASONS, tunisianDay } from "../../domain/payouts"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

export const PAYOUT_STATUSES = ["planned", "skipped", "sent", "paid", "rejected"] as const

const payout = z.object({
  id: z.string(),
  amount_millimes: z.number().int(),
  status: z.enum(PAYOUT_STATUSES),
  skip_reason: z.enum(SKIP_REASONS).nullable(),
  /** What the bank said of a rejected transfer. */
  note: z.string().nullable(),
})

/** A payout as its vendor reads it. */
export const ownPayoutSchema = payout.extend({
  rib_masked: z.string().nullable(),
  run_id: z.string(),
  created_at: z.date(),
})

export const payoutSchema = payout.extend({
  vendor: z.object({ id: z.string(), name: z.string() }),
  rib: z.string().nullable(),
})

export const payoutRunSchema = z.object({
  id: z.string(),
  status: z.enum(["prepared", "approved", "refused"]),
  minimum_millimes: z.number().int(),
  prepared_by: z.string(),
  /** Whoever prepared a run does not decide it. */
  is_mine: z.boolean(),
  decided_by: z.string().nullable(),
  decided_at: z.date().nullable(),
  created_at: z.date(),
  /** What is paid or to be paid by it, what is skipped left out. */
  payout_count: z.number().int(),
  total_millimes: z.number().int(),
  skipped_count: z.number().int(),
})

export const payoutRunFileSchema = payoutRunSchema.extend({ payouts: z.array(payoutSchema) })

const serviceOf = (container: MedusaContainer): MarketplaceModuleService =>
  container.resolve(MARKETPLACE_MODULE)

type Filters = { id?: string; status?: "prepared" | "approved" | "refused" }

export async function listRunViews(
  container: MedusaContainer,
  filters: Filters,
  page: { limit: number; offset: number },
  readerId: string,
) {
  const [rows, count] = await serviceOf(container).listAndCountPayoutRuns(filters, {
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
    relations: ["payouts"],
  })
  const runs = rows.map((run) => {
    const drawn = run.payouts.filter((one) => one.status !== "skipped")
    return {
      id: run.id,
      status: run.status,
      minimum_millimes: run.minimum_millimes,
      prepared_by: run.prepared_by,
      is_mine: run.prepared_by === readerId,
      decided_by: run.decided_by,
      decided_at: run.decided_at,
      created_at: run.created_at,
      payout_count: drawn.length,
      total_millimes: drawn.reduce((sum, one) => sum + Number(one.amount_millimes), 0),
      skipped_count: run.payouts.length - drawn.length,
    }
  })
  return { runs, count }
}

export async function findRunView(container: MedusaContainer, id: string, readerId: string) {
  const { runs } = await listRunViews(container, { id }, { limit: 1, offset: 0 }, readerId)
  if (!runs[0]) throw commonErrors.not_found({ what: things.payout_run, id })
  return { ...runs[0], payouts: await payoutViews(container, { run_id: id }) }
}

export async function payoutViews(
  container: MedusaContainer,
  filters: { run_id: string } | { id: string },
) {
  const marketplace = serviceOf(container)
  const rows = await marketplace.listPayouts(filters, { take: 10_000, order: { id: "ASC" } })
  const ids = rows.map((row) => row.vendor_id)
  const vendors = await marketplace.listVendors(
    { id: ids },
    { select: ["id", "name"], take: ids.length || 1 },
  )
  const nameOf = new Map(vendors.map(({ id, name }) => [id, name]))
  return rows
    .map((row) => ({
      id: row.id,
      vendor: { id: row.vendor_id, name: nameOf.get(row.vendor_id) ?? row.vendor_id },
      amount_millimes: Number(row.amount_millimes),
      rib: row.rib,
      status: row.status,
      skip_reason: row.skip_reason,
      note: row.note,
    }))
    .sort((a, b) => a.vendor.name.localeCompare(b.vendor.name))
}

const HEADERS: Record<Locale, string[]> = {
  fr: ["Versement", "Vendeur", "RIB", "Montant (DT)"],
  ar: ["الدفعة", "البائع", "رقم الحساب البنكي", "المبلغ (د.ت)"],
  en: ["Payout", "Vendor", "Bank account", "Amount (TND)"],
}

export const TRANSFER_FORMATS = ["csv", "pain001"] as const
export type TransferFormat = (typeof TRANSFER_FORMATS)[number]

/**
 * What the bank is given of an approved run: every payout that was drawn, whatever the bank said of
 * it since, so that the file of a run never changes.
 */
export async function transferFile(
  container: MedusaContainer,
  id: string,
  format: TransferFormat,
  locale: Locale,
): Promise<{ name: string; type: string; text: string }> {
  const run = await findRunView(container, id, "")
  if (run.status !== "approved") throw errors.payout_run_not_approved()
  const drawn = run.payouts.filter((one) => one.status !== "skipped")
  const name = `versements-${tunisianDay(run.created_at)}-${run.id.slice(-6)}`
  if (format === "csv") {
    const rows = drawn.map((one) => [
      one.id,
      one.vendor.name,
      // Twenty digits are a text: a spreadsheet would round them.
      one.rib && ibanOf(one.rib),
      { millimes: one.amount_millimes },
    ])
    return { name: `${name}.csv`, type: "text/csv", text: toCsv(HEADERS[locale], rows) }
  }
  const { payer } = serviceOf(container)
  if (!payer) throw errors.payer_missing()
  const text = pain001(
    { id: run.id, created_at: run.created_at, execution_day: tunisianDay(run.decided_at!) },
    payer,
    drawn.map((one) => ({
      id: one.id,
      vendor_name: one.vendor.name,
      rib: one.rib!,
      amount_millimes: one.amount_millimes,
    })),
    ibanOf,
  )
  return { name: `${name}.xml`, type: "application/xml", text }
}

/** A vendor's payouts, newest first. What a run not yet approved plans is not told: it may not come. */
export async function ownPayoutViews(
  container: MedusaContainer,
  vendorId: string,
  page: { limit: number; offset: number },
) {
  const [rows, count] = await serviceOf(container).listAndCountPayouts(
    { vendor_id: vendorId, run: { status: "approved" } },
    { take: page.limit, skip: page.offset, order: { created_at: "DESC", id: "DESC" } },
  )
  const payouts = rows.map((row) => ({
    id: row.id,
    run_id: row.run_id,
    amount_millimes: Number(row.amount_millimes),
    status: row.status,
    skip_reason: row.skip_reason,
    note: row.note,
    rib_masked: row.rib && maskRib(row.rib),
    created_at: row.created_at,
  }))
  return { payouts, count }
}
