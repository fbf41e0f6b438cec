import type { AuthenticatedMedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { refundOrderWorkflow } from "../../../workflows/refund-order"
import type { RefundBody } from "../../refund-routes"
import { findRefundView, listRefundViews } from "../../views/refunds"

type Query = { limit: number; offset: number; status?: string; order_id?: string }

export async function GET(req: AuthenticatedMedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const { refunds, count } = await listRefundViews(req.scope, filters, { limit, offset })
  res.json({ order_refunds: refunds, count, limit, offset })
}

/** 201 for a new refund, 200 for one that this page had already asked. */
export async function POST(req: AuthenticatedMedusaRequest<RefundBody>, res: MedusaResponse) {
  const { currency_code: _tnd, ...asked } = req.validatedBody
  const { result } = await refundOrderWorkflow(req.scope).run({
    input: { ...asked, kind: "refund", actor_id: req.auth_context.actor_id },
  })
  res
    .status(result.is_new ? 201 : 200)
    .location(`/admin/order-refunds/${result.id}`)
    .json({ order_refund: await findRefundView(req.scope, result.id) })
}
