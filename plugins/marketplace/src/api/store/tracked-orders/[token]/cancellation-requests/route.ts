import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { commonErrors, things } from "@souk/kit/errors"
import { errors } from "../../../../../domain/errors"
import { orderOfToken } from "../../../../../domain/tracking-token"
import { askCancellationWorkflow } from "../../../../../workflows/cancellation-requests"
import type { BuyerCancellationBody } from "../../../../order-life-routes"
import { orderViews, signingSecret } from "../../../../views/order"

export async function POST(req: MedusaRequest<BuyerCancellationBody>, res: MedusaResponse) {
  const token = req.params.token!
  const orderId = orderOfToken(token, signingSecret(req.scope))
  const [order] = orderId ? await orderViews(req.scope, [orderId], localeOf(req.headers)) : []
  if (!order) throw errors.order_not_found()
  const { vendor_order_id, reason } = req.validatedBody
  if (!order.vendor_orders.some(({ id }) => id === vendor_order_id)) {
    throw commonErrors.not_found({ what: things.order, id: vendor_order_id })
  }
  const { result } = await askCancellationWorkflow(req.scope).run({
    input: { vendor_order_id, reason, asked_by: "buyer", actor: "buyer" },
  })
  const [asked] = await orderViews(req.scope, [order.id], localeOf(req.headers))
  res
    .status(result.is_new ? 201 : 200)
    .location(`/store/tracked-orders/${token}`)
    .json({ order: asked })
}
