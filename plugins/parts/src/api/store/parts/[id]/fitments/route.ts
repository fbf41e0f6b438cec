import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { identifier } from "@souk/kit/routes"
import { errors } from "../../../../../domain/errors"
import { PARTS_MODULE } from "../../../../../modules/parts"
import type PartsModuleService from "../../../../../modules/parts/service"
import type { fitmentsQuery } from "../../../../schemas"
import { compatibleVehicleView } from "../../../../vehicle-view"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const id = req.params.id!
  // Validated by the route's own query schema.
  const { q, limit, offset } = req.validatedQuery as z.infer<typeof fitmentsQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [part] = identifier.safeParse(id).success
    ? await parts.listParts({ id }, { select: ["id"], take: 1 })
    : []
  if (!part) throw errors.part_not_found({ part: id.slice(0, 64) })
  const { rows, count } = await parts.listCompatibleVehicles(id, { q, limit, offset })
  res.json({ fitments: rows.map(compatibleVehicleView), count, limit, offset })
}
