import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { commonErrors, things } from "@souk/kit/errors"
import { BANK_CHANGE_STATUSES, type BankChangeStatus } from "../../domain/bank-change"
import { maskRib } from "../../domain/identifiers"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"

/** A change as the vendor reads it. */
export const ownBankChangeSchema = z.object({
  id: z.string(),
  status: z.enum(BANK_CHANGE_STATUSES),
  rib_masked: z.string(),
  note: z.string().nullable(),
  created_at: z.date(),
  decided_at: z.date().nullable(),
})

/** A change as whoever decides it reads it: both accounts in full, and the number to call. */
export const bankChangeSchema = ownBankChangeSchema.omit({ rib_masked: true }).extend({
  rib: z.string(),
  previous_rib: z.string().nullable(),
  vendor: z.object({ id: z.string(), name: z.string(), phone: z.string(), email: z.string() }),
  requested_by: z.string(),
  decided_by: z.string().nullable(),
  /** Whoever asks for an account does not confirm it. */
  is_mine: z.boolean(),
})

type Filters = { id?: string; vendor_id?: string; status?: BankChangeStatus }
type Page = { limit: number; offset: number }

async function rowsOf(container: MedusaContainer, filters: Filters, { limit, offset }: Page) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountBankChanges(filters, {
    take: limit,
    skip: offset,
    order: { created_at: "DESC", id: "DESC" },
  })
  return { marketplace, rows, count }
}

export async function ownBankChangeViews(container: MedusaContainer, filters: Filters, page: Page) {
  const { rows, count } = await rowsOf(container, filters, page)
  const changes = rows.map((row) => ({
    id: row.id,
    status: row.status,
    rib_masked: maskRib(row.rib),
    note: row.note,
    created_at: row.created_at,
    decided_at: row.decided_at,
  }))
  return { changes, count }
}

export async function bankChangeViews(
  container: MedusaContainer,
  filters: Filters,
  page: Page,
  readerId: string,
) {
  const { marketplace, rows, count } = await rowsOf(container, filters, page)
  const ids = [...new Set(rows.map((row) => row.vendor_id))]
  const vendors = await marketplace.listVendors(
    { id: ids },
    { select: ["id", "name", "phone", "email"], take: ids.length || 1 },
  )
  const vendorOf = new Map(
    vendors.map(({ id, name, phone, email }) => [id, { id, name, phone, email }]),
  )
  const changes = rows.map((row) => ({
    id: row.id,
    status: row.status,
    rib: row.rib,
    previous_rib: row.previous_rib,
    vendor: vendorOf.get(row.vendor_id) ?? {
      id: row.vendor_id,
      name: row.vendor_id,
      phone: "",
      email: "",
    },
    note: row.note,
    requested_by: row.requested_by,
    decided_by: row.decided_by,
    is_mine: row.requested_by === readerId,
    created_at: row.created_at,
    decided_at: row.decided_at,
  }))
  return { changes, count }
}

export async function findBankChangeView(container: MedusaContainer, id: string, readerId: string) {
  const page = { limit: 1, offset: 0 }
  const { changes } = await bankChangeViews(container, { id }, page, readerId)
  if (!changes[0]) throw commonErrors.not_found({ what: things.bank_change, id })
  return changes[0]
}
