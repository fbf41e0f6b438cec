import { sum, type Millimes } from "@souk/kit/money"
import type { InvoiceKind, InvoiceLine } from "./invoice"

/** Commission that the ledger took from a vendor (above zero) or gave back in a month. */
export type CommissionTaken = {
  kind: string
  movement_count: number
  commission_millimes: Millimes
  vat_millimes: Millimes
}

/** Le mois civil de Tunis (UTC+1 toute l'année). `to` is excluded; days are as printed. */
export function monthPeriod(month: string): {
  from: Date
  to: Date
  first_day: string
  last_day: string
} {
  const [year, number] = month.split("-").map(Number) as [number, number]
  const TUNIS_MS = 3_600_000
  const from = new Date(Date.UTC(year, number - 1, 1) - TUNIS_MS)
  const to = new Date(Date.UTC(year, number, 1) - TUNIS_MS)
  const lastDay = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
  return { from, to, first_day: `${month}-01`, last_day: lastDay }
}

/** The month before the one of a moment, in Tunis: `2026-11`. */
export function monthBefore(at: Date): string {
  const local = new Date(at.getTime() + 3_600_000)
  return new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() - 1, 1))
    .toISOString()
    .slice(0, 7)
}

/**
 * Ce que la place de marché facture à un vendeur pour un mois : la commission prise et celle rendue,
 * au millime du grand livre. Un mois qui a plus rendu que pris donne un avoir. Null when nothing moved.
 */
export function commissionLines(
  taken: CommissionTaken[],
  month: string,
  vatBps: number,
): { kind: InvoiceKind; lines: InvoiceLine[] } | null {
  const total = sum(taken.map((one) => one.commission_millimes + one.vat_millimes))
  if (total === 0) return null
  const sign = total < 0 ? -1 : 1
  const group = (id: string, description: string, rows: CommissionTaken[]): InvoiceLine[] => {
    const ht = 0 + sign * sum(rows.map((row) => row.commission_millimes))
    const vat = 0 + sign * sum(rows.map((row) => row.vat_millimes))
    if (ht === 0 && vat === 0) return []
    return [
      {
        id,
        kind: "commission",
        description,
        reference: null,
        quantity: rows.reduce((all, row) => all + row.movement_count, 0),
        gross_ht_millimes: ht,
        discount_ht_millimes: 0,
        ht_millimes: ht,
        fodec_millimes: 0,
        vat_percent: vatBps / 100,
        vat_millimes: vat,
        total_millimes: ht + vat,
      },
    ]
  }
  const sold = taken.filter((one) => one.kind === "commission")
  const returned = taken.filter((one) => one.kind !== "commission")
  const [year, number] = month.split("-")
  const told = `${number}/${year}`
  return {
    kind: total < 0 ? "commission_credit_note" : "commission_invoice",
    lines: [
      ...group("commission", `Commission sur les ventes de ${told}`, sold),
      ...group(
        "returned",
        `Commission rendue (annulations et remboursements) en ${told}`,
        returned,
      ),
    ],
  }
}
