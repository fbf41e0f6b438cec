import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { possibleModelYears, VIN_NOTES, wmiOf } from "../../../../domain/vin"
import { PARTS_MODULE } from "../../../../modules/parts"
import type PartsModuleService from "../../../../modules/parts/service"
import { acceptedVin } from "../../../garage-entry"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const vin = acceptedVin(req.params.vin!)
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const makes = await parts.listMakesByWmi(wmiOf(vin))
  const code = makes.length > 0 ? "vin_narrows_only" : "vin_maker_unknown"
  res.json({
    vin: {
      vin,
      wmi: wmiOf(vin),
      makes,
      model_years: possibleModelYears(vin, new Date()),
      decoded: false,
      message_code: code,
      message: VIN_NOTES[code][localeOf(req.headers)],
    },
  })
}
