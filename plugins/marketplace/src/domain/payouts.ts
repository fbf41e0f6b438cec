import type { Millimes } from "@souk/kit/money"
import { isValidRib } from "./identifiers"
import type { VendorOrderStatus } from "./vendor-order-status"
import { maySell, type VendorStatus } from "./vendor-status"

/** Why the money of a delivered order is not the vendor's to draw yet. */
export type Hold = "awaiting_cash" | "return_window"

const DAY_MS = 86_400_000

/**
 * L'argent d'une commande est disponible quand elle est livrée, que le délai de retour du vendeur
 * est passé, et que tout est encaissé : pour le paiement à la livraison, quand le reversement du
 * transporteur est rapproché.
 */
export function holdOf(
  order: {
    delivered_at: Date
    return_days: number
    due_millimes: Millimes
    captured_millimes: Millimes
  },
  now: Date,
): Hold | null {
  if (order.captured_millimes < order.due_millimes) return "awaiting_cash"
  const ends = order.delivered_at.getTime() + order.return_days * DAY_MS
  return now.getTime() < ends ? "return_window" : null
}

/** Why a vendor does not have its money yet. */
export const WAITING_REASONS = [
  "to_confirm",
  "to_ship",
  "on_the_way",
  "awaiting_cash",
  "return_window",
] as const
export type WaitingReason = (typeof WAITING_REASONS)[number]

/** What an order that is not released waits for. */
export function waitingReason(status: VendorOrderStatus, isPaid: boolean): WaitingReason {
  if (status === "delivered") return isPaid ? "return_window" : "awaiting_cash"
  if (status === "shipped" || status === "undelivered") return "on_the_way"
  return status === "confirmed" ? "to_ship" : "to_confirm"
}

export const SKIP_REASONS = [
  "rib_missing",
  "rib_invalid",
  "rib_changing",
  "vendor_closed",
  "below_minimum",
  "balance_changed",
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]

export type Payee = {
  id: string
  status: VendorStatus
  rib: string | null
  /** A new account that nobody confirmed yet. */
  is_rib_changing: boolean
  /** Net of what the vendor owes: a clawback is drawn from it first. */
  available_millimes: Millimes
}

export type PlannedPayout = {
  vendor_id: string
  amount_millimes: Millimes
  rib: string | null
  skip_reason: SkipReason | null
}

/**
 * Qui est payé et combien ; qui ne l'est pas, et pourquoi. Un solde négatif ou nul attend les
 * ventes suivantes sans rien dire.
 */
export function planPayouts(payees: Payee[], minimum: Millimes): PlannedPayout[] {
  return payees
    .filter((payee) => payee.available_millimes > 0)
    .map((payee) => ({
      vendor_id: payee.id,
      amount_millimes: payee.available_millimes,
      rib: payee.rib,
      skip_reason: skipReason(payee, payee.available_millimes < minimum),
    }))
}

/** Un vendeur suspendu a gagné son argent ; un vendeur fermé ou exclu attend une décision. */
export function mayBePaid(status: VendorStatus): boolean {
  return maySell(status) || status === "suspended"
}

function skipReason({ status, rib, is_rib_changing }: Payee, isSmall: boolean): SkipReason | null {
  if (!mayBePaid(status)) return "vendor_closed"
  if (is_rib_changing) return "rib_changing"
  if (!rib) return "rib_missing"
  if (!isValidRib(rib)) return "rib_invalid"
  return isSmall ? "below_minimum" : null
}

/** Days of the week as the calendar of Tunis has them; `off` prepares nothing by the clock. */
export const PAYOUT_WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "off",
] as const
export type PayoutWeekday = (typeof PAYOUT_WEEKDAYS)[number]

/** Tunisia is an hour ahead of UTC all year. */
const TUNIS_OFFSET_MS = 3_600_000

/** The day it is in Tunis at a moment, as `2026-11-30`. */
export function tunisianDay(moment: Date): string {
  return new Date(moment.getTime() + TUNIS_OFFSET_MS).toISOString().slice(0, 10)
}

export function isPayoutDay(weekday: PayoutWeekday, moment: Date): boolean {
  const day = new Date(moment.getTime() + TUNIS_OFFSET_MS).getUTCDay()
  return PAYOUT_WEEKDAYS[day] === weekday
}

export type CreditTransfer = {
  id: string
  vendor_name: string
  rib: string
  amount_millimes: Millimes
}

/**
 * The transfers of a run as an ISO 20022 customer credit transfer (pain.001.001.09), in dinars.
 * Names are cut to what the format holds.
 */
export function pain001(
  run: { id: string; created_at: Date; execution_day: string },
  payer: { name: string; rib: string },
  transfers: CreditTransfer[],
  ibanOf: (rib: string) => string,
): string {
  const total = transfers.reduce((acc, one) => acc + one.amount_millimes, 0)
  const control = `<NbOfTxs>${transfers.length}</NbOfTxs><CtrlSum>${dinars(total)}</CtrlSum>`
  const account = (rib: string) => `<Id><IBAN>${ibanOf(rib)}</IBAN></Id>`
  const agent = "<FinInstnId><Othr><Id>NOTPROVIDED</Id></Othr></FinInstnId>"
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>',
    `<GrpHdr><MsgId>${idOf(run.id)}</MsgId><CreDtTm>${run.created_at.toISOString().slice(0, 19)}Z</CreDtTm>`,
    `${control}<InitgPty><Nm>${textOf(payer.name)}</Nm></InitgPty></GrpHdr>`,
    `<PmtInf><PmtInfId>${idOf(run.id)}</PmtInfId><PmtMtd>TRF</PmtMtd>${control}`,
    `<ReqdExctnDt><Dt>${run.execution_day}</Dt></ReqdExctnDt>`,
    `<Dbtr><Nm>${textOf(payer.name)}</Nm></Dbtr><DbtrAcct>${account(payer.rib)}</DbtrAcct><DbtrAgt>${agent}</DbtrAgt>`,
    ...transfers.map((one) =>
      [
        `<CdtTrfTxInf><PmtId><EndToEndId>${idOf(one.id)}</EndToEndId></PmtId>`,
        `<Amt><InstdAmt Ccy="TND">${dinars(one.amount_millimes)}</InstdAmt></Amt>`,
        `<Cdtr><Nm>${textOf(one.vendor_name)}</Nm></Cdtr><CdtrAcct>${account(one.rib)}</CdtrAcct>`,
        `<RmtInf><Ustrd>${idOf(one.id)}</Ustrd></RmtInf></CdtTrfTxInf>`,
      ].join(""),
    ),
    "</PmtInf></CstmrCdtTrfInitn></Document>",
    "",
  ].join("\n")
}

function dinars(millimes: Millimes): string {
  return `${Math.floor(millimes / 1000)}.${String(millimes % 1000).padStart(3, "0")}`
}

/** At most 35 characters, which our ids are. */
const idOf = (id: string) => id.slice(-35)

function textOf(text: string): string {
  const escaped: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" }
  return text.slice(0, 140).replace(/[&<>]/g, (char) => escaped[char]!)
}
