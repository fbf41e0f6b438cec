import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { errors } from "../../../../../domain/errors"
import { ONLINE_PAYMENTS_MODULE } from "../../../../../modules/online-payments"
import type OnlinePaymentsModuleService from "../../../../../modules/online-payments/service"
import { settleOnlinePaymentWorkflow } from "../../../../../workflows/settle-online-payment"
import { onlinePaymentView } from "../../../../views/online-payment"

export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const service: OnlinePaymentsModuleService = req.scope.resolve(ONLINE_PAYMENTS_MODULE)
  const [row] = await service.listOnlinePayments({ id: req.params.id! }, { take: 1 })
  if (!row) throw errors.online_payment_unknown()
  const { result } = await settleOnlinePaymentWorkflow(req.scope).run({ input: { id: row.id } })
  res.status(201).json({ online_payment: await onlinePaymentView(req.scope, result) })
}
