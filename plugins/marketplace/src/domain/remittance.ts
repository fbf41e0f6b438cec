import type { Millimes } from "@souk/kit/money"

/** A row of a carrier's remittance: the number written on the parcel, and the cash handed over. */
export type RemittedRow = { row: number; reference: string; amount_millimes: Millimes }

/** A cash-on-delivery order that a row may pay. */
export type CashParcel = {
  vendor_order_id: string
  number: string
  carrier: string | null
  is_delivered: boolean
  is_remitted: boolean
  due_millimes: Millimes
}

export const REMITTANCE_PROBLEMS = [
  "unknown",
  "duplicate",
  "not_delivered",
  "other_carrier",
  "already_remitted",
  "amount_differs",
] as const
export type RemittanceProblem = (typeof REMITTANCE_PROBLEMS)[number]

export type MatchedRow = RemittedRow & {
  vendor_order_id: string | null
  expected_millimes: Millimes | null
  problem: RemittanceProblem | null
}

/**
 * Rapproche chaque ligne d'un reversement du colis qu'elle paie, au millime : un écart d'un
 * millime est une anomalie, que quelqu'un tranche. Le colis cité deux fois n'est payé qu'une.
 */
export function matchRemittance(
  carrier: string,
  rows: RemittedRow[],
  parcels: CashParcel[],
): MatchedRow[] {
  const parcelOf = new Map(parcels.map((parcel) => [parcel.number, parcel]))
  const seen = new Set<string>()
  return rows.map((row) => {
    const parcel = parcelOf.get(row.reference)
    const again = seen.has(row.reference)
    seen.add(row.reference)
    return {
      ...row,
      vendor_order_id: parcel?.vendor_order_id ?? null,
      expected_millimes: parcel?.due_millimes ?? null,
      problem: problemOf(carrier, row, parcel, again),
    }
  })
}

function problemOf(
  carrier: string,
  row: RemittedRow,
  parcel: CashParcel | undefined,
  again: boolean,
): RemittanceProblem | null {
  if (!parcel) return "unknown"
  if (again) return "duplicate"
  if (parcel.is_remitted) return "already_remitted"
  if (!parcel.is_delivered) return "not_delivered"
  if (parcel.carrier !== carrier) return "other_carrier"
  return row.amount_millimes === parcel.due_millimes ? null : "amount_differs"
}
