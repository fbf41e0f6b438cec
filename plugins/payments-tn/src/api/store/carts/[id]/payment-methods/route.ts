import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { BigNumberInput } from "@medusajs/framework/types"
import { commonErrors, tell, things, type SoukError } from "@souk/kit/errors"
import { roundToMillimes } from "@souk/kit/money"
import { localeOf } from "@souk/kit/locale"
import { paymentMethods } from "@souk/kit/payment-methods"
import { readOne } from "@souk/kit/query"
import { chargedInEuros } from "../../../../../domain/charged-in-euros"
import { errors } from "../../../../../domain/errors"
import { GATEWAY_NAMES } from "../../../../../domain/gateway-names"
import { gatewayNameOf } from "../../../../../gateways/gateway"
import { ONLINE_PAYMENTS_MODULE } from "../../../../../modules/online-payments"
import type OnlinePaymentsModuleService from "../../../../../modules/online-payments/service"
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
  const locale = localeOf(req.headers)
  const total = asked.total_millimes ?? roundToMillimes(cart.total)
  const service: OnlinePaymentsModuleService = req.scope.resolve(ONLINE_PAYMENTS_MODULE)
  const asAnswer = (problem: SoukError | null) => {
    const told = problem && tell(problem, locale)
    return told ? { code: told.code, message: told.message } : null
  }
  const gatewayRefusal = (name: string) => {
    const gateway = gatewayNameOf(`${name}_${name}`)
    const accepts = gateway && service.gateway(gateway)?.accepts(total)
    return accepts === false
      ? errors.amount_not_for_gateway({ gateway: GATEWAY_NAMES[gateway!] })
      : null
  }
  // Ce que l'acheteur paiera vraiment quand ce ne sont pas des dinars.
  const rate = service.options.gateways?.paypal?.tnd_per_eur
  const noteOf = (name: string) =>
    name === "paypal" && rate ? chargedInEuros(total, rate, locale) : null
  res.json({
    payment_methods: paymentMethods().map(({ name, online }) => ({
      name,
      online,
      refusal: name === "cod" ? asAnswer(refusal) : asAnswer(gatewayRefusal(name)),
      note: noteOf(name),
    })),
  })
}
