import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { commonErrors, things } from "@souk/kit/errors"
import { MARKETPLACE_MODULE } from "../../../../../modules/marketplace"
import type MarketplaceModuleService from "../../../../../modules/marketplace/service"
import { refundOrderWorkflow } from "../../../../../workflows/refund-order"
import type { CancellationBody } from "../../../../vendor-order-routes"
import { findRefundView } from "../../../../views/refunds"

export async function POST(req: AuthenticatedMedusaRequest<CancellationBody>, res: MedusaResponse) {
  const id = req.params.id!
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const [order] = await marketplace.listVendorOrders({ id }, { take: 1, select: ["order_id"] })
  if (!order) throw commonErrors.not_found({ what: things.order, id })
  const { lines, ...asked } = req.validatedBody
  const { result } = await refundOrderWorkflow(req.scope).run({
    input: {
      ...asked,
      kind: "cancellation",
      order_id: order.order_id,
      vendor_order_id: id,
      ...(lines ? { lines } : { whole: true }),
      actor_id: req.auth_context.actor_id,
    },
  })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/admin/order-refunds/${result.id}`)
    .json({ order_refund: await findRefundView(req.scope, result.id) })
}
