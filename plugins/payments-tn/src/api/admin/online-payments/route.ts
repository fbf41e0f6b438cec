import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ONLINE_PAYMENTS_MODULE } from "../../../modules/online-payments"
import type OnlinePaymentsModuleService from "../../../modules/online-payments/service"
import type { OnlinePaymentsQuery } from "../../routes"
import { adminOnlinePaymentView } from "../../views/online-payment"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const { limit, offset, status } = req.validatedQuery as OnlinePaymentsQuery
  const service: OnlinePaymentsModuleService = req.scope.resolve(ONLINE_PAYMENTS_MODULE)
  const [rows, count] = await service.listAndCountOnlinePayments(status ? { status } : {}, {
    take: limit,
    skip: offset,
    order: { id: "DESC" },
  })
  res.json({ online_payments: rows.map(adminOnlinePaymentView), count, limit, offset })
}
