import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { importRunView, retrieveRun } from "../../../fitment-views"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ import_run: importRunView(await retrieveRun(req.scope, req.params.id!)) })
}
