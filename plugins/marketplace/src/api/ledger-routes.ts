import { z } from "@medusajs/framework/zod"
import { LOCALES } from "@souk/kit/locale"
import { line, listQuery, moment, type RouteRule } from "@souk/kit/routes"
import { listOf, period, accountName } from "./route-words"
import { statementSchema } from "./views/statement"
import {
  adjustmentSchema,
  balanceSchema,
  entrySchema,
  ledgerCheckSchema,
  vendorMoneySchema,
} from "./views/money"

export type AdjustmentBody = z.infer<typeof adjustmentBody>
const adjustmentBody = z.object({
  reason: line(500, 3),
  debit_account: accountName,
  credit_account: accountName,
  amount_millimes: z.number().int().min(1).max(1_000_000_000),
})

/** Days of Tunis, both included. */
export type StatementQuery = z.infer<typeof statementQuery>
const statementQuery = z.object({ from: z.iso.date(), to: z.iso.date() })
export type StatementFileQuery = z.infer<typeof statementFileQuery>
const statementFileQuery = statementQuery.extend({
  format: z.enum(["csv", "pdf"]).default("csv"),
  /** The page's language, where a link cannot say it in a header. */
  language: z.enum(LOCALES).optional(),
})
const statementAnswer = z.object({ statement: statementSchema })

/** The ledger and a vendor’s account in it. */
export const ledgerRules: RouteRule[] = [
  {
    method: "GET",
    path: "/admin/ledger-accounts",
    who: "operator",
    summary: "The balance of every account, now or at a date",
    query: z.object({ at: moment.optional() }),
    response: z.object({
      ledger_accounts: z.array(balanceSchema),
      at: z.date(),
      count: z.number().int(),
    }),
  },
  {
    method: "GET",
    path: "/admin/ledger-entries",
    who: "operator",
    summary: "Entries of an account, newest first, with its balance after each",
    query: listQuery.extend({ account: accountName, ...period }),
    response: listOf("ledger_entries", entrySchema),
  },
  {
    method: "GET",
    path: "/admin/ledger-files",
    who: "operator",
    summary: "Entries of an account as a CSV file, at most 100 000",
    query: z.object({ account: accountName, ...period }),
  },
  {
    method: "GET",
    path: "/admin/ledger-checks",
    who: "operator",
    summary: "Whether all accounts sum to zero and every transaction balances",
    response: z.object({ ledger_check: ledgerCheckSchema }),
  },
  {
    method: "GET",
    path: "/admin/ledger-adjustments",
    who: "operator",
    summary: "Corrections of the ledger, newest first",
    query: listQuery.extend({ status: z.enum(["prepared", "approved", "refused"]).optional() }),
    response: listOf("ledger_adjustments", adjustmentSchema),
  },
  {
    method: "POST",
    path: "/admin/ledger-adjustments",
    who: "operator",
    summary: "Prepares a correction: somebody else has to approve it",
    body: adjustmentBody,
    response: z.object({ ledger_adjustment: adjustmentSchema }),
  },
  {
    method: "POST",
    path: "/admin/ledger-adjustments/:id/decisions",
    who: "operator",
    summary: "Approves (and books) or refuses a correction that somebody else prepared",
    body: z.object({ decision: z.enum(["approved", "refused"]) }),
    response: z.object({ ledger_adjustment: adjustmentSchema }),
  },
  {
    method: "GET",
    path: "/vendor/balances",
    who: "vendor",
    summary: "What the marketplace owes the vendor, and what orders still bring",
    response: z.object({ balance: vendorMoneySchema }),
  },
  {
    method: "GET",
    path: "/vendor/movements",
    who: "vendor",
    summary: "Movements of the vendor's account, newest first; above zero is in its favour",
    query: listQuery.extend(period),
    response: listOf("movements", entrySchema),
  },
  {
    method: "GET",
    path: "/vendor/movement-files",
    who: "vendor",
    summary: "Movements of the vendor's account as a CSV file",
    query: z.object(period),
  },
  {
    method: "GET",
    path: "/vendor/statements",
    who: "vendor",
    summary: "The vendor's account between two days: opening, each movement, closing",
    query: statementQuery,
    response: statementAnswer,
  },
  {
    method: "GET",
    path: "/vendor/statement-files",
    who: "vendor",
    summary: "The vendor's statement as a CSV file or a PDF, in the reader's language",
    query: statementFileQuery,
  },
  {
    method: "GET",
    path: "/admin/vendors/:id/statements",
    who: "operator",
    summary: "A vendor's account between two days: opening, each movement, closing",
    query: statementQuery,
    response: statementAnswer,
  },
  {
    method: "GET",
    path: "/admin/vendors/:id/statement-files",
    who: "operator",
    summary: "A vendor's statement as a CSV file or a PDF, in the reader's language",
    query: statementFileQuery,
  },
]
