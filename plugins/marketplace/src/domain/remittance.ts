import type { Word } from "@souk/kit/errors"
import type { Millimes } from "@souk/kit/money"

/** A row of a carrier's remittance: the number written on the parcel, and the cash handed over. */
export type RemittedRow = {
  row: number
  reference: string
  /** Null where the row holds no amount that can be believed. */
  amount_millimes: Millimes | null
  /** As written in the file, for the error file. */
  cells?: string[]
}

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
  "unreadable",
  "unknown",
  "duplicate",
  "not_delivered",
  "other_carrier",
  "already_remitted",
  "amount_differs",
] as const
export type RemittanceProblem = (typeof REMITTANCE_PROBLEMS)[number]

export const REMITTANCE_PROBLEM_NAMES: Record<RemittanceProblem, Word> = {
  unreadable: { fr: "Ligne illisible", ar: "سطر غير مقروء", en: "Unreadable row" },
  unknown: { fr: "Colis inconnu", ar: "طرد مجهول", en: "Unknown parcel" },
  duplicate: { fr: "Colis cité deux fois", ar: "طرد مذكور مرّتين", en: "Parcel named twice" },
  not_delivered: { fr: "Colis pas encore parti", ar: "طرد لم يُرسل بعد", en: "Parcel not sent yet" },
  other_carrier: {
    fr: "Colis d'un autre transporteur",
    ar: "طرد لناقل آخر",
    en: "Another carrier's parcel",
  },
  already_remitted: {
    fr: "Colis déjà reversé",
    ar: "طرد سبق تحويل مبلغه",
    en: "Handed over already",
  },
  amount_differs: { fr: "Montant différent", ar: "مبلغ مختلف", en: "Another amount" },
}

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
    if (row.amount_millimes !== null) seen.add(row.reference)
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
export const REMITTANCE_ALIASES = {
  reference: ["colis", "commande", "numero", "ref", "order", "parcel", "الطلب", "الطرد"],
  amount: ["montant", "cod", "prix", "espèces", "montant reversé", "cash", "المبلغ"],
} as const

/** A row as two cells say it; what cannot be read is set aside whole, with nothing guessed. */
export function remittedRow(line: {
  row: number
  reference: string
  amount: string
  cells: string[]
}): RemittedRow {
  const reference = line.reference.trim()
  const isReference = reference.length > 0 && reference.length <= 60
  return {
    row: line.row,
    reference: reference.slice(0, 60),
    amount_millimes: isReference ? remittedMillimes(line.amount) : null,
    cells: line.cells.slice(0, 60).map((cell) => cell.slice(0, 500)),
  }
}

export const REMITTANCE_LINE_STATUSES = [
  "matched",
  "exception",
  "proposed",
  "accepted",
  "dismissed",
] as const
export type RemittanceLineStatus = (typeof REMITTANCE_LINE_STATUSES)[number]

export type AttachProblem = "not_sent" | "cancelled" | "already_remitted" | "amount_unknown"

/**
 * Peut-on payer ce colis avec cette ligne ? Il faut un montant lu, un colis parti et pas encore
 * reversé ; l'écart, s'il y en a un, est à la place de marché.
 */
export function attachProblem(
  amount: Millimes | null,
  parcel: CashParcel & { is_cancelled: boolean },
): AttachProblem | null {
  if (amount === null) return "amount_unknown"
  if (parcel.is_cancelled) return "cancelled"
  if (parcel.is_remitted) return "already_remitted"
  return parcel.is_delivered ? null : "not_sent"
}

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
  if (row.amount_millimes === null) return "unreadable"
  if (!parcel) return "unknown"
  if (again) return "duplicate"
  if (parcel.is_remitted) return "already_remitted"
  if (!parcel.is_delivered) return "not_delivered"
  if (parcel.carrier !== carrier) return "other_carrier"
  return row.amount_millimes === parcel.due_millimes ? null : "amount_differs"
}
