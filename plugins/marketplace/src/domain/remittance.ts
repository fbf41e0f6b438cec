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

/** Un écart n'y change rien : le transporteur qui cite son colis dit qu'il l'a remis. */
export function provesDelivery(problem: RemittanceProblem | null): boolean {
  return problem === null || problem === "amount_differs"
}

/** The columns of a remittance file, by the names that carriers give them. */
export const REMITTANCE_COLUMNS = {
  aliases: {
    reference: ["colis", "commande", "numero", "ref", "order", "parcel", "الطلب", "الطرد"],
    amount: ["montant", "cod", "prix", "espèces", "montant reversé", "cash", "المبلغ"],
  },
  required: [["reference"], ["amount"]],
} as const

/**
 * `107`, `107,5` or `107.000` dinars in whole millimes; null for what is no amount above zero, or
 * has a fraction of a millime.
 */
export function remittedMillimes(text: string): Millimes | null {
  const match = /^(\d{1,9})(?:[.,](\d{1,3}))?$/.exec(
    text.replace(/[\s\u00a0\u202f]|DT$|TND$/gi, ""),
  )
  if (!match) return null
  const millimes = Number(match[1]) * 1000 + Number((match[2] ?? "").padEnd(3, "0"))
  return millimes > 0 ? millimes : null
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
