import type { MedusaResponse } from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { toCsv, type CsvCell } from "@souk/kit/csv"
import type { Locale } from "@souk/kit/locale"
import { errors } from "../../domain/errors"
import { accounts, MOVEMENT_KINDS, MOVEMENT_NAMES } from "../../domain/ledger"
import {
  boundsOf,
  daysOf,
  STATEMENT_DAYS,
  STATEMENT_PAPER_ROWS,
  STATEMENT_ROWS,
  statementOf,
  type Statement,
  type StatementPeriod,
} from "../../domain/statement"
import { MARKETPLACE_MODULE } from "../../modules/marketplace"
import type MarketplaceModuleService from "../../modules/marketplace/service"
import { statementPdf } from "./statement-pdf"

const millimes = z.number().int()

export const statementSchema = z.object({
  vendor: z.object({ id: z.string(), name: z.string() }),
  from: z.iso.date(),
  to: z.iso.date(),
  opening_millimes: millimes,
  lines: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(MOVEMENT_KINDS),
      vendor_order_number: z.string().nullable(),
      debit_millimes: millimes,
      credit_millimes: millimes,
      balance_millimes: millimes,
      created_at: z.date(),
    }),
  ),
  debit_millimes: millimes,
  credit_millimes: millimes,
  closing_millimes: millimes,
})

/** @throws statement_reversed, statement_too_long */
export async function vendorStatement(
  container: MedusaContainer,
  vendor: { id: string; name: string },
  { from, to }: StatementPeriod,
): Promise<z.infer<typeof statementSchema>> {
  const tooLong = { days: STATEMENT_DAYS, rows: STATEMENT_ROWS }
  const days = daysOf({ from, to })
  if (days < 1) throw errors.statement_reversed({ from, to })
  if (days > STATEMENT_DAYS) throw errors.statement_too_long(tooLong)
  const marketplace: MarketplaceModuleService = container.resolve(MARKETPLACE_MODULE)
  const { opening_millimes, entries } = await marketplace.accountBetween({
    account: accounts.vendor(vendor.id),
    ...boundsOf({ from, to }),
    limit: STATEMENT_ROWS + 1,
  })
  if (entries.length > STATEMENT_ROWS) throw errors.statement_too_long(tooLong)
  return {
    vendor: { id: vendor.id, name: vendor.name },
    from,
    to,
    ...statementOf(opening_millimes, entries),
  }
}

const WORDS: Record<Locale, { header: string[]; opening: string; closing: string }> = {
  fr: {
    header: ["Date", "Mouvement", "Commande", "Débit (DT)", "Crédit (DT)", "Solde (DT)"],
    opening: "Solde au début",
    closing: "Solde à la fin",
  },
  ar: {
    header: ["التاريخ", "الحركة", "الطلب", "مدين (د.ت)", "دائن (د.ت)", "الرصيد (د.ت)"],
    opening: "رصيد البداية",
    closing: "رصيد النهاية",
  },
  en: {
    header: ["Date", "Movement", "Order", "Debit (TND)", "Credit (TND)", "Balance (TND)"],
    opening: "Opening balance",
    closing: "Closing balance",
  },
}

/**
 * Sends a statement as a spreadsheet or as a paper, in the reader's language.
 * @throws statement_too_long a paper is not made of more lines than somebody reads.
 */
export async function sendStatementFile(
  res: MedusaResponse,
  statement: z.infer<typeof statementSchema>,
  file: { handle: string; format: "csv" | "pdf"; locale: Locale },
): Promise<void> {
  const name = `${file.handle}-${statement.from}-${statement.to}.${file.format}`
  if (file.format === "csv") {
    res.type("text/csv").attachment(name).send(statementCsv(statement, file.locale))
    return
  }
  if (statement.lines.length > STATEMENT_PAPER_ROWS) {
    throw errors.statement_too_long({ days: STATEMENT_DAYS, rows: STATEMENT_PAPER_ROWS })
  }
  const pdf = await statementPdf(statement, file.locale)
  res.type("application/pdf").attachment(name).send(pdf)
}

function statementCsv(statement: Statement & StatementPeriod, locale: Locale): string {
  const { header, opening, closing } = WORDS[locale]
  const amount = (value: number): CsvCell => ({ millimes: value })
  return toCsv(header, [
    [statement.from, opening, null, null, null, amount(statement.opening_millimes)],
    ...statement.lines.map((line): CsvCell[] => [
      line.created_at.toISOString(),
      MOVEMENT_NAMES[line.kind][locale],
      line.vendor_order_number,
      line.debit_millimes === 0 ? null : amount(line.debit_millimes),
      line.credit_millimes === 0 ? null : amount(line.credit_millimes),
      amount(line.balance_millimes),
    ]),
    [
      statement.to,
      closing,
      null,
      amount(statement.debit_millimes),
      amount(statement.credit_millimes),
      amount(statement.closing_millimes),
    ],
  ])
}
