import type { LoaderOptions } from "@medusajs/framework/types"
import { registerPaymentMethod } from "@souk/kit/payment-methods"
import { gatewaysOf, providerIdOf } from "../../../gateways/gateway"
import type { PaymentsOptions } from "../../../options"

/** L'argent à la livraison d'abord : c'est ainsi que l'on paie en Tunisie. */
const CASH_RANK = 10

/** Tells the checkout which ways to pay this shop has. */
export default async function offerMethods({ options }: LoaderOptions<PaymentsOptions>) {
  registerPaymentMethod({ name: "cod", provider_id: "pp_cod_cod", online: false, rank: CASH_RANK })
  gatewaysOf(options?.gateways ?? {}).forEach(({ name }, index) =>
    registerPaymentMethod({
      name,
      provider_id: providerIdOf(name),
      online: true,
      rank: CASH_RANK + 10 * (index + 1),
    }),
  )
}
