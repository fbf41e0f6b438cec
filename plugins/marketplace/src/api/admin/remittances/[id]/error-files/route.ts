import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { remittanceErrorFile } from "../../../../views/settlement"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const file = await remittanceErrorFile(req.scope, req.params.id!, localeOf(req.headers))
  res.type("text/csv").attachment(file.name).send(file.text)
}
