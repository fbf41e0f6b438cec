import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { errors } from "../../../../../domain/errors"
import { PARTS_MODULE } from "../../../../../modules/parts"
import type PartsModuleService from "../../../../../modules/parts/service"
import { retrieveRun } from "../../../../fitment-views"

/** The refused rows with their reasons, as a CSV file to mend and send again. */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { id } = await retrieveRun(req.scope, req.params.id!)
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { error_file } = await parts.retrieveImportRun(id, { select: ["id", "error_file"] })
  if (error_file === null) throw errors.import_without_errors({ run: id })
  res.setHeader("content-type", "text/csv; charset=utf-8")
  res.setHeader("content-disposition", `attachment; filename="souk-${id}.csv"`)
  res.send(error_file)
}
