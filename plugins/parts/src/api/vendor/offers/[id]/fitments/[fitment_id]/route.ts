import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { identifier } from "@souk/kit/routes"
import { errors } from "../../../../../../domain/errors"
import { PARTS_MODULE } from "../../../../../../modules/parts"
import type PartsModuleService from "../../../../../../modules/parts/service"
import { removeFitmentsWorkflow } from "../../../../../../workflows"
import { mayWithdraw } from "../../../../../fitment-views"
import { ownOffer } from "../../../own-offer"

export async function DELETE(req: MedusaRequest, res: MedusaResponse) {
  const { vendorId, offer } = await ownOffer(req)
  const id = req.params.fitment_id!
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [fitment] = identifier.safeParse(id).success
    ? await parts.listFitments({ id, part_id: offer.part_id }, { take: 1 })
    : []
  if (!fitment) throw errors.fitment_not_found({ fitment: id.slice(0, 64) })
  if (!mayWithdraw(fitment, vendorId)) throw errors.fitment_not_yours()
  await removeFitmentsWorkflow(req.scope).run({ input: { ids: [id] } })
  res.json({ id, object: "fitment", deleted: true })
}
