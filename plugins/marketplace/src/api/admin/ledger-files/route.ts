import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { entriesFile, type Period } from "../../views/ledger"

type Query = { account: string } & Period

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const file = await entriesFile(req.scope, req.validatedQuery, localeOf(req.headers))
  const name = req.validatedQuery.account.replaceAll("/", "-")
  res.type("text/csv").attachment(`${name}.csv`).send(file)
}
