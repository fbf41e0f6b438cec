import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ONLINE_PAYMENTS_MODULE } from "../../../modules/online-payments"
import type OnlinePaymentsModuleService from "../../../modules/online-payments/service"
import type { RefundTasksQuery } from "../../routes"
import { refundTaskView } from "../../views/online-payment"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { limit, offset, status } = req.validatedQuery as RefundTasksQuery
  const service: OnlinePaymentsModuleService = req.scope.resolve(ONLINE_PAYMENTS_MODULE)
  const [rows, count] = await service.listAndCountRefundTasks(
    { status },
    { take: limit, skip: offset, order: { id: "ASC" } },
  )
  res.json({ refund_tasks: rows.map(refundTaskView), count, limit, offset })
}
