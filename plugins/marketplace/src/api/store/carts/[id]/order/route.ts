import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { readOne } from "@souk/kit/query"
import { errors } from "../../../../../domain/errors"
import { repairCheckoutsWorkflow } from "../../../../../workflows/repair-checkouts"
import { orderViews } from "../../../../views/order"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const link = await readOne<{ order_id: string }>(req.scope, {
    entity: "order_cart",
    fields: ["order_id"],
    filters: { cart_id: req.params.id! },
  })
  if (!link) throw errors.cart_not_ordered()

  let [order] = await orderViews(req.scope, [link.order_id], localeOf(req.headers))
  if (order && order.vendor_orders.length === 0) {
    // The completion was cut after the order's link to its cart: the buyer should not wait for the job.
    await repairCheckoutsWorkflow(req.scope).run({
      input: { order_id: link.order_id, older_than_seconds: 0 },
    })
    ;[order] = await orderViews(req.scope, [link.order_id], localeOf(req.headers))
  }
  if (!order) throw errors.cart_not_ordered()
  res.json({ order })
}
