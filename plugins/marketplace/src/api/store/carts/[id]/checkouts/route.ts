import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { prepareCheckoutWorkflow } from "../../../../../workflows/prepare-checkout"
import type { CheckoutBody } from "../../../../shop-routes"
import { cartView } from "../../../../views/cart"

export async function POST(req: MedusaRequest<CheckoutBody>, res: MedusaResponse) {
  const id = req.params.id!
  const locale = localeOf(req.headers)
  await prepareCheckoutWorkflow(req.scope).run({
    input: { ...req.validatedBody, cart_id: id, locale },
  })
  res
    .status(201)
    .location(`/store/carts/${id}/groups`)
    .json({ cart: await cartView(req.scope, id, locale) })
}
