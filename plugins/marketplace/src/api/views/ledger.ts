import type { MedusaContainer } from "@medusajs/framework/types"
import { toCsv } from "@souk/kit/csv"
import { commonErrors, things } from "@souk/kit/errors"
import type { Locale } from "@souk/kit/locale"
import { MOVEMENT_NAMES, vendorOfAccount } from "../../domain/ledger"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type { AccountEntry } from "../../modules/marketplace/ledger"
import type MarketplaceModuleService from "../../modules/marketplace/service"

export type Period = { from?: string; to?: string }

export const datesOf = ({ from, to }: Period) => ({
  ...(from && { from: new Date(from) }),
  ...(to && { to: new Date(to) }),
})

/** Balances with the names of the vendors whose accounts they are. */
export async function balanceViews(container: MedusaContainer, at: Date) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const balances = await marketplace.balancesAt(at)
  const ids = balances.flatMap(({ account }) => vendorOfAccount(account) ?? [])
  const vendors = await marketplace.listVendors(
    { id: ids },
    { select: ["id", "name"], take: ids.length || 1 },
  )
  const nameOf = new Map(vendors.map(({ id, name }) => [id, name]))
  return balances.map((balance) => {
    const id = vendorOfAccount(balance.account)
    return { ...balance, vendor: id ? { id, name: nameOf.get(id) ?? id } : null }
  })
}

/** Seen from the vendor's side: what the marketplace owes it is above zero. */
export function asMovement(entry: AccountEntry): AccountEntry {
  return {
    ...entry,
    amount_millimes: 0 - entry.amount_millimes,
    balance_millimes: 0 - entry.balance_millimes,
  }
}

const HEADERS: Record<Locale, string[]> = {
  fr: ["Date", "Mouvement", "Commande", "Montant (DT)", "Solde (DT)", "Origine", "Écriture"],
  ar: ["التاريخ", "الحركة", "الطلب", "المبلغ (د.ت)", "الرصيد (د.ت)", "المصدر", "القيد"],
  en: ["Date", "Movement", "Order", "Amount (TND)", "Balance (TND)", "Source", "Entry"],
}

/** No file is longer: a larger account is exported period by period. */
const FILE_ROWS = 100_000

export async function entriesFile(
  container: MedusaContainer,
  filters: { account: string } & Period,
  locale: Locale,
  view: (entry: AccountEntry) => AccountEntry = (entry) => entry,
): Promise<string> {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const { entries } = await marketplace.accountEntries(
    { account: filters.account, ...datesOf(filters) },
    { limit: FILE_ROWS, offset: 0 },
  )
  return toCsv(
    HEADERS[locale],
    entries
      .map(view)
      .map((entry) => [
        entry.created_at.toISOString(),
        MOVEMENT_NAMES[entry.kind][locale],
        entry.vendor_order_number,
        { millimes: entry.amount_millimes },
        { millimes: entry.balance_millimes },
        entry.source,
        entry.id,
      ]),
  )
}

export async function listAdjustmentViews(
  container: MedusaContainer,
  filters: { id?: string; status?: "prepared" | "approved" | "refused" },
  page: { limit: number; offset: number },
  readerId: string,
) {
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const [rows, count] = await marketplace.listAndCountLedgerAdjustments(filters, {
    take: page.limit,
    skip: page.offset,
    order: { created_at: "DESC", id: "DESC" },
  })
  const adjustments = rows.map((row) => ({
    id: row.id,
    status: row.status,
    reason: row.reason,
    debit_account: row.debit_account,
    credit_account: row.credit_account,
    amount_millimes: Number(row.amount_millimes),
    prepared_by: row.prepared_by,
    is_mine: row.prepared_by === readerId,
    decided_by: row.decided_by,
    decided_at: row.decided_at,
    created_at: row.created_at,
  }))
  return { adjustments, count }
}

export async function findAdjustmentView(container: MedusaContainer, id: string, readerId: string) {
  const { adjustments } = await listAdjustmentViews(
    container,
    { id },
    { limit: 1, offset: 0 },
    readerId,
  )
  if (!adjustments[0]) throw commonErrors.not_found({ what: things.adjustment, id })
  return adjustments[0]
}
