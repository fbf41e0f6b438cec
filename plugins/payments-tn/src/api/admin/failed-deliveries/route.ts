import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ONLINE_PAYMENTS_MODULE } from "../../../modules/online-payments"
import type OnlinePaymentsModuleService from "../../../modules/online-payments/service"
import { noteFailedDeliveryWorkflow } from "../../../workflows/cash-rules"
import type { FailedDeliveryBody } from "../../routes"
import { failedDeliveryView } from "../../views/cash"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { limit, offset } = req.validatedQuery as { limit: number; offset: number }
  const service: OnlinePaymentsModuleService = req.scope.resolve(ONLINE_PAYMENTS_MODULE)
  const [rows, count] = await service.listAndCountFailedDeliveries(
    {},
    { take: limit, skip: offset, order: { id: "DESC" } },
  )
  res.json({ failed_deliveries: rows.map(failedDeliveryView), count, limit, offset })
}

export async function POST(req: MedusaRequest<FailedDeliveryBody>, res: MedusaResponse) {
  const { result } = await noteFailedDeliveryWorkflow(req.scope).run({ input: req.validatedBody })
  res
    .status(201)
    .location("/admin/failed-deliveries")
    .json({ failed_delivery: failedDeliveryView(result) })
}
