import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { errors } from "../../../../../domain/errors"
import { PARTS_MODULE } from "../../../../../modules/parts"
import type PartsModuleService from "../../../../../modules/parts/service"
import { declareFitmentWorkflow } from "../../../../../workflows"
import type { declareBody, vendorFitmentsQuery } from "../../../../fitment-schemas"
import { vendorFitmentView } from "../../../../fitment-views"
import { ownOffer } from "../../own-offer"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { vendorId, offer } = await ownOffer(req)
  // Validated by the route's own query schema.
  const { q, limit, offset } = req.validatedQuery as z.infer<typeof vendorFitmentsQuery>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const { part_id } = offer
  const { rows, count } = await parts.listFitmentsByChange({ part_id, q, limit, offset })
  const fitments = rows.map((row) => vendorFitmentView(row, vendorId))
  res.json({ offer, fitments, count, limit, offset })
}

export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const { vendorId, offer } = await ownOffer(req)
  // Validated by the route's own body schema.
  const body = req.validatedBody as z.infer<typeof declareBody>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [vehicle] = await parts.listVehicleVariants({ id: body.variant_id }, { take: 1 })
  if (!vehicle) throw errors.vehicle_not_found({ vehicle: body.variant_id })

  const { result: id } = await declareFitmentWorkflow(req.scope).run({
    input: {
      part_id: offer.part_id,
      variant_id: body.variant_id,
      position: body.position,
      quantity: body.quantity,
      note: body.note || null,
      exclusions: body.exclusions || null,
      source: vendorId,
    },
  })
  const { rows } = await parts.listFitmentsByChange({ id, limit: 1, offset: 0 })
  res.status(201).location(`/vendor/offers/${offer.id}/fitments/${id}`)
  res.json({ fitment: vendorFitmentView(rows[0]!, vendorId) })
}
