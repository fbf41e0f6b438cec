import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { localeOf } from "@souk/kit/locale"
import { cartView } from "../../../../views/cart"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  res.json({ cart: await cartView(req.scope, req.params.id!, localeOf(req.headers)) })
}
