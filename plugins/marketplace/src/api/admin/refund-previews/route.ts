import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { MARKETPLACE_MODULE } from "../../../modules/marketplace"
import type MarketplaceModuleService from "../../../modules/marketplace/service"
import { refundFacts } from "../../../workflows/steps/refund-facts"
import type { RefundPreviewBody } from "../../refund-routes"
import { previewView } from "../../views/refunds"

export async function POST(req: MedusaRequest<RefundPreviewBody>, res: MedusaResponse) {
  const { kind, ...asked } = req.validatedBody
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const facts = await refundFacts(req.scope, asked)
  const plans = await marketplace.previewRefund({ kind, parts: facts.parts, vat: facts.vat })
  res.json({
    refund_preview: await previewView(req.scope, facts.order_id, plans, facts.payment !== null),
  })
}
