import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { PromotionActions } from "@medusajs/framework/utils"
import {
  refreshPaymentCollectionForCartWorkflow,
  updateCartPromotionsWorkflow,
} from "@medusajs/medusa/core-flows"
import { readOne } from "@souk/kit/query"
import { MARKETPLACE_MODULE } from "../../../../../modules/marketplace"
import type MarketplaceModuleService from "../../../../../modules/marketplace/service"
import { roundCartDiscounts } from "../../../../../workflows/steps/round-discounts"

type Body = { promo_codes: string[] }

/**
 * Takes the place of core's route: the same workflow, then every discount in whole millimes before
 * the payment is brought up to date. Core writes 7 % of 0,003 DT with all its decimals.
 */
async function apply(req: MedusaRequest<Body>, res: MedusaResponse, action: PromotionActions) {
  const cartId = req.params.id!
  await updateCartPromotionsWorkflow(req.scope).run({
    input: {
      cart_id: cartId,
      promo_codes: await asWritten(req),
      action,
      force_refresh_payment_collection: false,
    },
  })
  await roundCartDiscounts(req.scope, cartId)
  await refreshPaymentCollectionForCartWorkflow(req.scope).run({ input: { cart_id: cartId } })
  const cart = await readOne(req.scope, {
    entity: "cart",
    fields: req.queryConfig.fields,
    filters: { id: cartId },
  })
  res.json({ cart })
}

/** Our coupons are written in capitals, whatever a buyer types; core's codes are left as they come. */
async function asWritten(req: MedusaRequest<Body>): Promise<string[]> {
  const marketplace: MarketplaceModuleService = req.scope.resolve(MARKETPLACE_MODULE)
  const given = req.validatedBody.promo_codes
  const capitals = given.map((code) => code.trim().toUpperCase())
  const coupons = await marketplace.listCoupons({ code: capitals }, { take: capitals.length || 1 })
  const ours = new Set(coupons.map((coupon) => coupon.code))
  return given.map((code, index) => (ours.has(capitals[index]!) ? capitals[index]! : code))
}

export function POST(req: MedusaRequest<Body>, res: MedusaResponse) {
  const clears = req.validatedBody.promo_codes.length === 0
  return apply(req, res, clears ? PromotionActions.REPLACE : PromotionActions.ADD)
}

export function DELETE(req: MedusaRequest<Body>, res: MedusaResponse) {
  return apply(req, res, PromotionActions.REMOVE)
}
