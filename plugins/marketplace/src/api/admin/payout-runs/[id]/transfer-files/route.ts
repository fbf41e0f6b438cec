import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { transferFile, type TransferFormat } from "../../../../views/payouts"

export async function GET(
  req: MedusaRequest<unknown, { format: TransferFormat }>,
  res: MedusaResponse,
) {
  const { format } = req.validatedQuery
  const file = await transferFile(req.scope, req.params.id!, format, localeOf(req.headers))
  res.type(file.type).attachment(file.name).send(file.text)
}
