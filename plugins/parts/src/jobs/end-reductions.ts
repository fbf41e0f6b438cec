import type { MedusaContainer } from "@medusajs/framework/types"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"
import { refreshOffersWorkflow } from "../workflows/refresh-offers"

/** A reduction is told thirty days: lists and pages that still show it are made again. */
export default async function endReductions(container: MedusaContainer) {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const ids = await parts.endReductions(new Date())
  if (ids.length === 0) return
  await refreshOffersWorkflow(container).run({ input: { offer_ids: ids, touched: true } })
}

export const config = { name: "end-reductions", schedule: "*/10 * * * *" }
