import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { paymentMethods } from "@souk/kit/payment-methods"
import { read } from "@souk/kit/query"

let offered = false

/**
 * Core takes a provider only in the regions it is linked to: a gateway whose variables are set is
 * offered wherever the prices are in dinars. Once per process; what is linked stays.
 */
export async function offerGateways(container: MedusaContainer): Promise<void> {
  if (offered) return
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const regions = await read<{ id: string; payment_providers: { id: string }[] | null }>(
    container,
    {
      entity: "region",
      fields: ["id", "payment_providers.id"],
      filters: { currency_code: "tnd" },
    },
  )
  // A shop that is still being made has no region yet: the next run looks again.
  if (regions.length === 0) return
  const missing = regions.flatMap((region) =>
    paymentMethods()
      .filter(({ online }) => online)
      .filter(({ provider_id }) => !region.payment_providers?.some(({ id }) => id === provider_id))
      .map(({ provider_id }) => ({
        [Modules.REGION]: { region_id: region.id },
        [Modules.PAYMENT]: { payment_provider_id: provider_id },
      })),
  )
  if (missing.length > 0) await link.create(missing)
  offered = true
}
