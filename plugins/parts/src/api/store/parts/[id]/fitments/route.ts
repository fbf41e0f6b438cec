import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { errors } from "../../../../../domain/errors"
import { PARTS_MODULE } from "../../../../../modules/parts"
import type PartsModuleService from "../../../../../modules/parts/service"
import type { fitmentsQuery } from "../../../../schemas"
import { compatibleVehicleView } from "../../../../vehicle-view"

/** An id or a slug. */
const ADDRESS = /^[A-Za-z0-9_-]{1,300}$/

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const address = req.params.id!
  // Validated by the route's own query schema.
  const { q, limit, offset } = req.validatedQuery as z.infer<typeof fitmentsQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [part] = ADDRESS.test(address)
    ? await parts.listParts(
        { $or: [{ id: address }, { slug: address }] },
        { select: ["id"], take: 1 },
      )
    : []
  if (!part) throw errors.part_not_found({ part: address.slice(0, 64) })
  const { rows, count } = await parts.listCompatibleVehicles(part.id, { q, limit, offset })
  res.json({ fitments: rows.map(compatibleVehicleView), count, limit, offset })
}
