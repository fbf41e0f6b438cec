import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { BigNumberInput } from "@medusajs/framework/types"
import { commonErrors, tell, things } from "@souk/kit/errors"
import { localeOf } from "@souk/kit/locale"
import { paymentMethods } from "@souk/kit/payment-methods"
import { readOne } from "@souk/kit/query"
import { cashRefusal } from "../../../../../workflows/checkout-checks"
import type { MethodsQuery } from "../../../../routes"

export async function GET(req: MedusaRequest, res: MedusaResponse) {
  // The declaration validated the query.
  const asked = req.validatedQuery as MethodsQuery
  const cart = await readOne<{
    total: BigNumberInput
    shipping_address: { phone: string | null; province: string | null } | null
  }>(req.scope, {
    entity: "cart",
    fields: [
      "total",
      "items.*",
      "items.adjustments.*",
      "items.tax_lines.*",
      "shipping_methods.*",
      "shipping_methods.adjustments.*",
      "shipping_methods.tax_lines.*",
      "shipping_address.phone",
      "shipping_address.province",
    ],
    filters: { id: req.params.id! },
  })
  if (!cart) throw commonErrors.not_found({ what: things.cart, id: req.params.id! })
  const refusal = await cashRefusal(req.scope, {
    total: cart.total,
    phone: asked.phone ?? cart.shipping_address?.phone ?? null,
    governorate_code: asked.governorate_code ?? cart.shipping_address?.province ?? null,
  })
  const told = refusal && tell(refusal, localeOf(req.headers))
  res.json({
    payment_methods: paymentMethods().map(({ name, online }) => ({
      name,
      online,
      refusal: name === "cod" && told ? { code: told.code, message: told.message } : null,
    })),
  })
}
