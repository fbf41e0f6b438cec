import type { MedusaContainer } from "@medusajs/framework/types"
import { createOffersWorkflow, type NewOffer } from "@souk/parts/workflows"
import type { SeedData } from "../../../seed/generate"
import { progress } from "./progress"
import type { LoadedVendor } from "./vendors"

const OFFERS_PER_BATCH = 500

/** What went on sale over these last days, the newest last. */
const DAYS_ON_SALE = 90
const DAY_MS = 86_400_000

/** Every vendor's offers, as products of its own. */
export async function loadOffers(
  container: MedusaContainer,
  data: SeedData,
  partIds: string[],
  vendors: LoadedVendor[],
) {
  const now = Date.now()
  const byVendor = new Map<string, NewOffer[]>(vendors.map((vendor) => [vendor.handle, []]))
  data.offers.forEach((offer, index) => {
    const age = ((data.offers.length - index) / data.offers.length) * DAYS_ON_SALE * DAY_MS
    byVendor.get(offer.vendor)!.push({
      sku: offer.sku,
      part_id: partIds[offer.part]!,
      price_millimes: offer.price_millimes,
      stock: offer.stock,
      condition: offer.condition,
      warranty_months: offer.warranty_months,
      delay_days: offer.delay_days,
      created_at: new Date(now - age).toISOString(),
    })
  })

  let done = 0
  for (const vendor of vendors) {
    const offers = byVendor.get(vendor.handle)!
    for (let from = 0; from < offers.length; from += OFFERS_PER_BATCH) {
      const batch = offers.slice(from, from + OFFERS_PER_BATCH)
      await createOffersWorkflow(container).run({
        input: { vendor_id: vendor.id, offers: batch, silent: true },
      })
      done += batch.length
      if (done % 5_000 < batch.length && done >= 5_000)
        progress.say(`  ${done} of ${data.offers.length} offers`)
    }
  }
  return { result: null, told: `${done}` }
}
