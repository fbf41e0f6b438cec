import { proportion, spread, sum, type Millimes } from "@souk/kit/money"
import { taxParts, type TaxClass } from "@souk/kit/tax"
import { amountInFrench } from "./amount-in-words"

export const INVOICE_KINDS = [
  "invoice",
  "credit_note",
  "commission_invoice",
  "commission_credit_note",
] as const
export type InvoiceKind = (typeof INVOICE_KINDS)[number]

/** The issuer of the marketplace's own invoices; a vendor's are under its id. */
export const MARKETPLACE_ISSUER = "marketplace"

/** Where a series starts anew each year. */
export type Series = { issuer_id: string; kind: InvoiceKind; year: number }

/** Seller or buyer, as they stood that day. */
export type Party = {
  name: string
  /** Raison sociale, where it is not the name. */
  company: string | null
  tax_number: string | null
  trade_register: string | null
  address: string[]
  phone: string | null
  email: string | null
  name_ar: string | null
  address_ar: string | null
}

/** A line of an invoice. Amounts in whole millimes; ht + fodec + vat = total. */
export type InvoiceLine = {
  /** The vendor order's line, `shipping`, or the movement of a commission. */
  id: string
  kind: "item" | "shipping" | "commission"
  description: string
  reference: string | null
  quantity: number
  /** Before the discount and before tax. */
  gross_ht_millimes: Millimes
  discount_ht_millimes: Millimes
  ht_millimes: Millimes
  fodec_millimes: Millimes
  vat_percent: number
  vat_millimes: Millimes
  total_millimes: Millimes
}

export type InvoiceTotals = {
  gross_ht_millimes: Millimes
  discount_ht_millimes: Millimes
  ht_millimes: Millimes
  fodec_millimes: Millimes
  vat_millimes: Millimes
  total_millimes: Millimes
  /** By rate, the highest first; the base of a rate counts the FODEC. */
  vat: { percent: number; base_millimes: Millimes; vat_millimes: Millimes }[]
}

/** Who bears the stamp duty. The buyer's is inside what it pays; the issuer's is not. */
export type StampPayer = "issuer" | "buyer"

/** All that an invoice says, frozen the day it is issued. It is drawn from this and nothing else. */
export type InvoiceContent = {
  kind: InvoiceKind
  number: string
  /** ISO, UTC. */
  issued_at: string
  currency_code: string
  is_bilingual: boolean
  seller: Party
  buyer: Party
  order_number: string | null
  /** Refunds that came before the invoice: its lines are without them, and no credit note is due. */
  netted_refunds: string[]
  /** ISO, UTC. */
  ordered_at: string | null
  /** First and last day, `2026-11-01`. */
  period: { from: string; to: string } | null
  /** What a credit note takes back. */
  credited: { number: string; issued_at: string } | null
  reason: string | null
  lines: InvoiceLine[]
  totals: InvoiceTotals
  stamp: { amount_millimes: Millimes; payer: StampPayer } | null
  /** The total and the buyer's stamp. */
  due_millimes: Millimes
  due_in_words: string
  /** Why no TVA is asked, where none is. */
  exemption: string | null
  /** What the issuer writes at the foot of its invoices. */
  footer: string | null
}

/** What is known before a number is given. */
export type InvoiceDraft = Omit<
  InvoiceContent,
  "number" | "issued_at" | "totals" | "due_millimes" | "due_in_words"
>

/** `FAC-2026-000042`. */
export function invoiceNumber(prefix: string, year: number, sequence: number): string {
  return `${prefix}-${year}-${String(sequence).padStart(6, "0")}`
}

/** L'année d'une facture est celle de Tunis (UTC+1 toute l'année). */
export function invoiceYear(at: Date): number {
  return new Date(at.getTime() + 3_600_000).getUTCFullYear()
}

export type SoldLine = {
  id: string
  kind: "item" | "shipping"
  description: string
  reference: string | null
  quantity: number
  /** Tax-inclusive, before its discount. */
  gross_millimes: Millimes
  /** Tax-inclusive. */
  discount_millimes: Millimes
  tax: TaxClass
}

/** Un prix TTC payé devient une ligne hors taxes : la remise hors taxes est la différence des deux bases. */
export function invoiceLine(sold: SoldLine): InvoiceLine {
  const { gross_millimes, discount_millimes, tax, ...texts } = sold
  const total = gross_millimes - discount_millimes
  const parts = taxParts(total, tax)
  const gross = taxParts(gross_millimes, tax).ht_millimes
  return {
    ...texts,
    gross_ht_millimes: gross,
    discount_ht_millimes: gross - parts.ht_millimes,
    ...parts,
    vat_percent: tax.vat_percent,
    total_millimes: total,
  }
}

export function totalsOf(lines: InvoiceLine[]): InvoiceTotals {
  const add = (name: keyof InvoiceLine) => sum(lines.map((line) => Number(line[name])))
  const percents = [...new Set(lines.map((line) => line.vat_percent))].sort((a, b) => b - a)
  return {
    gross_ht_millimes: add("gross_ht_millimes"),
    discount_ht_millimes: add("discount_ht_millimes"),
    ht_millimes: add("ht_millimes"),
    fodec_millimes: add("fodec_millimes"),
    vat_millimes: add("vat_millimes"),
    total_millimes: add("total_millimes"),
    vat: percents.map((percent) => {
      const taxed = lines.filter((line) => line.vat_percent === percent)
      return {
        percent,
        base_millimes: sum(taxed.map((line) => line.ht_millimes + line.fodec_millimes)),
        vat_millimes: sum(taxed.map((line) => line.vat_millimes)),
      }
    }),
  }
}

/** The invoice with its number, its totals, and what is due in figures and in words. */
export function numbered(draft: InvoiceDraft, number: string, issuedAt: Date): InvoiceContent {
  const totals = totalsOf(draft.lines)
  const stamp = draft.stamp?.payer === "buyer" ? draft.stamp.amount_millimes : 0
  const due = totals.total_millimes + stamp
  return {
    ...draft,
    number,
    issued_at: issuedAt.toISOString(),
    totals,
    due_millimes: due,
    due_in_words: amountInFrench(due),
  }
}

/** What a credit note is asked to take back: pieces or an amount, tax included, of a line. */
export type CreditedLine = { line_id: string; quantity?: number; amount_millimes?: Millimes }

export type CreditProblem =
  | { kind: "line_unknown"; line_id: string }
  | { kind: "too_much"; line_id: string; left_millimes: Millimes }
  | { kind: "nothing_left" }

/**
 * Les lignes d'un avoir, sur ce que les avoirs précédents ont laissé. Chaque taxe suit le montant
 * cumulé : crédités un à un ou d'un coup, tous les avoirs d'une facture s'additionnent à elle au millime.
 *
 * @param asked lines to credit; null: all that is left.
 */
export function creditLines(
  invoiced: InvoiceLine[],
  before: InvoiceLine[],
  asked: CreditedLine[] | null,
): InvoiceLine[] | CreditProblem {
  const wanted = asked ?? invoiced.map((line) => ({ line_id: line.id }))
  const lines: InvoiceLine[] = []
  for (const want of merged(wanted)) {
    const line = invoiced.find((one) => one.id === want.line_id)
    if (!line) return { kind: "line_unknown", line_id: want.line_id }
    const earlier = before.filter((one) => one.id === line.id)
    const taken = sum(earlier.map((one) => one.total_millimes))
    const takenQuantity = earlier.reduce((all, one) => all + one.quantity, 0)
    const left = line.total_millimes - taken
    const amount = amountOf(want, line, takenQuantity) ?? left
    const quantity =
      want.quantity ?? (want.amount_millimes === undefined ? line.quantity - takenQuantity : 0)
    if (amount > left || takenQuantity + quantity > line.quantity) {
      return { kind: "too_much", line_id: line.id, left_millimes: left }
    }
    if (amount > 0) lines.push(creditedPart(line, taken, amount, quantity))
  }
  return lines.length > 0 ? lines : { kind: "nothing_left" }
}

/** What a refund gave back at the vendor's expense: of a line, of the shipping, or a gesture. */
export type RefundedPart = {
  /** The vendor order's line, or `shipping`; null for a gesture. */
  line_id: string | null
  quantity: number
  /** Tax-inclusive; below zero for a gesture made before and deducted now. */
  amount_millimes: Millimes
}

/**
 * Ce qu'un remboursement reprend de la facture. Un geste commercial du vendeur est un rabais sur ce
 * qui reste de chaque ligne ; ce qu'une ligne ne peut plus porter, un geste l'ayant déjà réduite,
 * se reporte sur les autres. Le total est celui du remboursement, tant qu'il reste à reprendre.
 */
export function creditedByRefund(
  invoiced: InvoiceLine[],
  before: InvoiceLine[],
  parts: RefundedPart[],
): CreditedLine[] {
  const rows = invoiced.map((line) => {
    const earlier = before.filter((one) => one.id === line.id)
    const mine = parts.filter((part) => part.line_id === line.id)
    const left = line.total_millimes - sum(earlier.map((one) => one.total_millimes))
    const pieces = line.quantity - earlier.reduce((all, one) => all + one.quantity, 0)
    return {
      line_id: line.id,
      left,
      quantity: Math.min(
        pieces,
        mine.reduce((all, part) => all + part.quantity, 0),
      ),
      amount: Math.min(left, sum(mine.map((part) => part.amount_millimes))),
    }
  })
  const known = new Set(invoiced.map((line) => line.id))
  const wanted = sum(
    parts
      .filter((part) => part.line_id === null || known.has(part.line_id))
      .map((part) => part.amount_millimes),
  )
  const extra = wanted - sum(rows.map((row) => row.amount))
  const room = rows.map((row) => (extra > 0 ? row.left - row.amount : row.amount))
  const moved = Math.min(Math.abs(extra), sum(room))
  const shares = spread(moved, room.length > 0 ? room : [])
  return rows.flatMap(({ line_id, quantity, amount }, index) => {
    const amount_millimes = amount + Math.sign(extra) * (moved > 0 ? shares[index]! : 0)
    return amount_millimes > 0 ? [{ line_id, quantity, amount_millimes }] : []
  })
}

/** A line named twice is asked once, for both. */
function merged(asked: CreditedLine[]): CreditedLine[] {
  const byLine = new Map<string, CreditedLine>()
  for (const one of asked) {
    const before = byLine.get(one.line_id)
    byLine.set(one.line_id, {
      line_id: one.line_id,
      quantity: plus(before?.quantity, one.quantity),
      amount_millimes: plus(before?.amount_millimes, one.amount_millimes),
    })
  }
  return [...byLine.values()]
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined ? b : a + (b ?? 0)
}

function amountOf(
  want: CreditedLine,
  line: InvoiceLine,
  takenQuantity: number,
): Millimes | undefined {
  if (want.amount_millimes !== undefined) return want.amount_millimes
  if (want.quantity === undefined) return undefined
  const upTo = (quantity: number) => proportion(line.total_millimes, quantity, line.quantity)
  return upTo(takenQuantity + want.quantity) - upTo(takenQuantity)
}

function creditedPart(
  line: InvoiceLine,
  taken: Millimes,
  amount: Millimes,
  quantity: number,
): InvoiceLine {
  const share = (part: Millimes) =>
    proportion(part, taken + amount, line.total_millimes) -
    proportion(part, taken, line.total_millimes)
  const vat = share(line.vat_millimes)
  const fodec = share(line.fodec_millimes)
  const discount = share(line.discount_ht_millimes)
  const ht = amount - vat - fodec
  return {
    ...line,
    quantity,
    gross_ht_millimes: ht + discount,
    discount_ht_millimes: discount,
    ht_millimes: ht,
    fodec_millimes: fodec,
    vat_millimes: vat,
    total_millimes: amount,
  }
}
