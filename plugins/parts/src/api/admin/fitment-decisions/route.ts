import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { z } from "@medusajs/framework/zod"
import { errors } from "../../../domain/errors"
import { PARTS_MODULE } from "../../../modules/parts"
import type PartsModuleService from "../../../modules/parts/service"
import { decideFitmentsWorkflow, removeFitmentsWorkflow } from "../../../workflows"
import type { decisionsBody } from "../../fitment-schemas"

/** Many at once. Those gone meanwhile are no error, unless all are: the answer says how many changed. */
export async function POST(req: MedusaRequest, res: MedusaResponse) {
  // Validated by the route's own body schema.
  const { ids, status } = req.validatedBody as z.infer<typeof decisionsBody>
  const parts: PartsModuleService = req.scope.resolve(PARTS_MODULE)
  const [known] = await parts.listFitments({ id: ids }, { take: 1, select: ["id"] })
  if (!known) throw errors.fitment_not_found({ fitment: ids[0]! })
  const { result } =
    status === "removed"
      ? await removeFitmentsWorkflow(req.scope).run({ input: { ids } })
      : await decideFitmentsWorkflow(req.scope).run({ input: { ids, status } })
  res.status(201).json({ fitment_decision: { status, changed: result.length } })
}
