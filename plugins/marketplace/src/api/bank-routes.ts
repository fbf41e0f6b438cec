import { z } from "@medusajs/framework/zod"
import { identifier, line, listQuery, type RouteRule } from "@souk/kit/routes"
import { BANK_CHANGE_STATUSES } from "../domain/bank-change"
import { listOf } from "./route-words"
import { bankChangeSchema, ownBankChangeSchema } from "./views/bank-changes"

// Vingt chiffres, écrits avec ou sans espaces.
const rib = z
  .string()
  .max(40)
  .transform((text) => text.replace(/[\s.-]/g, ""))

export type BankChangeBody = z.infer<typeof ownBody>
const ownBody = z.object({ rib })

export type VendorBankChangeBody = z.infer<typeof operatorBody>
const operatorBody = z.object({ vendor_id: identifier, rib })

export type BankDecisionBody = z.infer<typeof decisionBody>
const decisionBody = z.object({
  decision: z.enum(["confirmed", "refused"]),
  /** How it was checked (a call to the number on file, a bank statement…), or why not. */
  note: line(500, 3),
})

/** Changes of the accounts that vendors are paid on. */
export const bankRules: RouteRule[] = [
  {
    method: "GET",
    path: "/vendor/bank-changes",
    who: "vendor",
    summary: "Changes of the vendor's bank account, newest first",
    query: listQuery,
    response: listOf("bank_changes", ownBankChangeSchema),
  },
  {
    method: "POST",
    path: "/vendor/bank-changes",
    who: "vendor",
    any_vendor_status: true,
    summary: "Asks to be paid on another account; payouts wait until an operator confirms it",
    body: ownBody,
    response: z.object({ bank_change: ownBankChangeSchema }),
  },
  {
    method: "DELETE",
    path: "/vendor/bank-changes",
    who: "vendor",
    any_vendor_status: true,
    summary: "Gives up the change that waits",
    response: z.object({ deleted: z.boolean() }),
  },
  {
    method: "GET",
    path: "/admin/bank-changes",
    who: "operator",
    summary: "Changes of vendors' bank accounts, newest first",
    query: listQuery.extend({ status: z.enum(BANK_CHANGE_STATUSES).optional() }),
    response: listOf("bank_changes", bankChangeSchema),
  },
  {
    method: "POST",
    path: "/admin/bank-changes",
    who: "operator",
    summary: "Asks for another account in a vendor's name, for another person to confirm",
    body: operatorBody,
    response: z.object({ bank_change: bankChangeSchema }),
  },
  {
    method: "POST",
    path: "/admin/bank-changes/:id/decisions",
    who: "operator",
    summary: "Confirms an account that another person asked for, or refuses it",
    body: decisionBody,
    response: z.object({ bank_change: bankChangeSchema }),
  },
]
