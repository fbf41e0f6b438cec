import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  SoukEvents,
  type OfferChanged,
  type VendorStatusChanged,
  type VendorUpdated,
} from "@souk/kit/events"
import { read } from "@souk/kit/query"
import { purgerFor } from "../purges/target"

type Changed = OfferChanged | VendorUpdated | VendorStatusChanged

/**
 * Tells the CDN before the storefront which parts, offers and vendors changed. The storefront marks
 * each page it may keep with the same keys: see `surrogateKeys` there.
 */
export default async function purgePages({
  event,
  container,
  pluginOptions,
}: SubscriberArgs<Changed>) {
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const purger = purgerFor(pluginOptions, (message) => logger.warn(message))
  if (!purger) return
  if ("ids" in event.data) {
    const offers = await read<{ id: string; part_id: string | null }>(container, {
      entity: "offer",
      fields: ["id", "part_id"],
      filters: { id: event.data.ids },
      withDeleted: true,
    })
    purger.purge(offers.flatMap(({ id, part_id }) => [id, ...(part_id ? [part_id] : [])]))
    return
  }
  const vendors = await read<{ handle: string }>(container, {
    entity: "vendor",
    fields: ["handle"],
    filters: { id: event.data.id },
  })
  purger.purge(vendors.map(({ handle }) => `vendor-${handle}`))
}

export const config: SubscriberConfig = {
  event: [SoukEvents.OFFER_CHANGED, SoukEvents.VENDOR_UPDATED, SoukEvents.VENDOR_STATUS_CHANGED],
}
