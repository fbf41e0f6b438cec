import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { OrderPaymentStatus } from "../../../domain/refunds"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import { paymentMethodName } from "../../views/vendor-order"

type Query = { limit: number; offset: number; status?: OrderPaymentStatus; q?: string }

export async function GET(req: MedusaRequest<unknown, Query>, res: MedusaResponse) {
  const { limit, offset, ...filters } = req.validatedQuery
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const { payments, count } = await marketplace.orderPayments(filters, { limit, offset })
  res.json({
    order_payments: payments.map((one) => ({
      ...one,
      payment_method: paymentMethodName(one.payment_method),
    })),
    count,
    limit,
    offset,
  })
}
