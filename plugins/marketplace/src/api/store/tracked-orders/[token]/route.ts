import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { errors } from "../../../../domain/errors"
import { orderOfToken } from "../../../../domain/tracking-token"
import { orderViews, signingSecret } from "../../../views/order"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const orderId = orderOfToken(req.params.token!, signingSecret(req.scope))
  const [order] = orderId ? await orderViews(req.scope, [orderId], localeOf(req.headers)) : []
  if (!order) throw errors.order_not_found()
  res.json({ order })
}
