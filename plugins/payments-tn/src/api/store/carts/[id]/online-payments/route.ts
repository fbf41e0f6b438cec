import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { onlinePaymentView } from "../../../../views/online-payment"
import { beginOnlinePaymentWorkflow } from "../../../../../workflows/begin-online-payment"

export async function POST(req: MedusaRequest, res: MedusaResponse) {
  const { result } = await beginOnlinePaymentWorkflow(req.scope).run({
    input: { cart_id: req.params.id!, locale: localeOf(req.headers) },
  })
  res
    .status(201)
    .location(`/store/online-payments/${result.id}/checks`)
    .json({ online_payment: await onlinePaymentView(req.scope, result) })
}
