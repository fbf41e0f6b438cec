import type { MedusaContainer } from "@medusajs/framework/types"
import { stableId } from "@souk/parts/domain/stable-id"
import { PARTS_MODULE, type PartsModuleService } from "@souk/parts/modules/parts"
import { createOffersWorkflow, type NewOffer } from "@souk/parts/workflows"
import type { SeedData } from "../../../seed/generate"
import type { Photos } from "./photos"
import { planOffer } from "./plan-offer"
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
  photos: Photos,
) {
  const now = Date.now()
  const byVendor = new Map<string, NewOffer[]>(vendors.map((vendor) => [vendor.handle, []]))
  data.offers.forEach((offer, index) => {
    const age = ((data.offers.length - index) / data.offers.length) * DAYS_ON_SALE * DAY_MS
    byVendor.get(offer.vendor)!.push({
      ...planOffer(data, offer, partIds[offer.part]!, photos),
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

/** One old offer in so many was dearer until a few days ago. */
const ONE_REDUCED_IN = 9
const RATES_BEFORE = [1.12, 1.18, 1.25, 1.34]
const ROUNDED_TO_MILLIMES = 100

/** What some offers asked before: the demonstration has prices that went down, with their history. */
export async function loadPastPrices(
  container: MedusaContainer,
  data: SeedData,
  vendors: LoadedVendor[],
) {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const vendorIds = new Map(vendors.map(({ handle, id }) => [handle, id]))
  const oldest = data.offers.slice(0, Math.floor(data.offers.length / 2))
  const rows = oldest.flatMap((offer, index) => {
    if (index % ONE_REDUCED_IN !== 0) return []
    const offer_id = stableId("off", vendorIds.get(offer.vendor)!, offer.sku)
    const before = offer.price_millimes * RATES_BEFORE[index % RATES_BEFORE.length]!
    return {
      id: stableId("oprice", offer_id),
      offer_id,
      price_millimes: Math.ceil(before / ROUNDED_TO_MILLIMES) * ROUNDED_TO_MILLIMES,
      asked_from: new Date(Date.now() - DAYS_ON_SALE * DAY_MS).toISOString(),
    }
  })
  const ids = rows.map(({ offer_id }) => offer_id)
  await parts.loadCatalogue({ offer_price: rows })
  await parts.refreshStruckPrices(ids, new Date())
  return { result: null, told: `${ids.length} reduced offers` }
}
