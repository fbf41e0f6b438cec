import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { balanceViews } from "../../views/ledger"

export async function GET(req: MedusaRequest<unknown, { at?: string }>, res: MedusaResponse) {
  const at = req.validatedQuery.at ? new Date(req.validatedQuery.at) : new Date()
  const accounts = await balanceViews(req.scope, at)
  res.json({ ledger_accounts: accounts, at, count: accounts.length })
}
