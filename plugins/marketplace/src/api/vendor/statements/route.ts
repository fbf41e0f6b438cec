import type { MedusaResponse } from "@medusajs/framework/http"
import type { VendorRequest } from "../../guards"
import type { StatementQuery } from "../../ledger-routes"
import { vendorStatement } from "../../views/statement"

export async function GET(req: VendorRequest, res: MedusaResponse) {
  const statement = await vendorStatement(
    req.scope,
    req.vendor,
    req.validatedQuery as StatementQuery,
  )
  res.json({ statement })
}
