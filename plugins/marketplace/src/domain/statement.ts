import { sum, type Millimes } from "@souk/kit/money"
import type { MovementKind } from "./ledger"

/** An entry of a vendor's account: debit above zero, credit below, as the ledger writes it. */
export type StatementEntry = {
  id: string
  kind: MovementKind
  vendor_order_number: string | null
  amount_millimes: Millimes
  created_at: Date
}

export type StatementLine = Omit<StatementEntry, "amount_millimes"> & {
  /** What the movement takes from the vendor. */
  debit_millimes: Millimes
  /** What the movement brings the vendor. */
  credit_millimes: Millimes
  /** What the marketplace owes the vendor after it; below zero, the vendor owes. */
  balance_millimes: Millimes
}

export type Statement = {
  opening_millimes: Millimes
  lines: StatementLine[]
  debit_millimes: Millimes
  credit_millimes: Millimes
  closing_millimes: Millimes
}

/** Days of Tunis, both included, as `2026-11-23`. */
export type StatementPeriod = { from: string; to: string }

/** Une année entière, bissextile comprise. */
export const STATEMENT_DAYS = 366
/** Above it, a shorter period is asked for. */
export const STATEMENT_ROWS = 20_000
/** A paper is of fewer lines: drawing one holds the server. */
export const STATEMENT_PAPER_ROWS = 2_000

const DAY_MILLISECONDS = 86_400_000
const midnight = (day: string) => new Date(`${day}T00:00:00+01:00`)

/** How many days a period has; below one when it is reversed. */
export function daysOf({ from, to }: StatementPeriod): number {
  return (midnight(to).getTime() - midnight(from).getTime()) / DAY_MILLISECONDS + 1
}

/** The moments that bound a period: from the first, to just before the second. */
export function boundsOf({ from, to }: StatementPeriod): { from: Date; before: Date } {
  return { from: midnight(from), before: new Date(midnight(to).getTime() + DAY_MILLISECONDS) }
}

/**
 * Le relevé d'un vendeur : son solde au début, chaque mouvement dans l'ordre du grand livre, son
 * solde à la fin. Vu du vendeur : un crédit du grand livre est en sa faveur.
 *
 * @param openingEntries sum of the account's entries before the period, as the ledger signs it
 */
export function statementOf(openingEntries: Millimes, entries: StatementEntry[]): Statement {
  const opening = 0 - openingEntries
  let balance = opening
  const lines = entries.map(({ amount_millimes, ...entry }) => {
    balance -= amount_millimes
    return {
      ...entry,
      debit_millimes: Math.max(amount_millimes, 0),
      credit_millimes: Math.max(0 - amount_millimes, 0),
      balance_millimes: balance,
    }
  })
  return {
    opening_millimes: opening,
    lines,
    debit_millimes: sum(lines.map((line) => line.debit_millimes)),
    credit_millimes: sum(lines.map((line) => line.credit_millimes)),
    closing_millimes: balance,
  }
}
