import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { prepareCheckoutWorkflow } from "../../../../../workflows/prepare-checkout"
import type { CheckoutBody, CheckoutQuery } from "../../../../shop-routes"
import { cartView } from "../../../../views/cart"

export async function POST(req: MedusaRequest<CheckoutBody>, res: MedusaResponse) {
  const id = req.params.id!
  const locale = localeOf(req.headers)
  const { result } = await prepareCheckoutWorkflow(req.scope).run({
    input: { ...req.validatedBody, cart_id: id, locale },
  })
  const { fields } = req.validatedQuery as CheckoutQuery
  const cart = fields
    ? { id, total_millimes: result.total_millimes }
    : await cartView(req.scope, id, locale)
  res.status(201).location(`/store/carts/${id}/groups`).json({ cart })
}
