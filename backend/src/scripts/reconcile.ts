import type { ExecArgs } from "@medusajs/framework/types"
import reconcileOffers from "@souk/parts/jobs/reconcile-offers"

/**
 * Proves every offer and every search document equal to its source now, and mends what is not; the
 * server does the same every ten minutes. Says how much was mended.
 */
export default async function reconcile({ container }: ExecArgs) {
  const { offers, documents } = await reconcileOffers(container)
  console.log(`Offers mended: ${offers}; search documents mended: ${documents}.`)
}
