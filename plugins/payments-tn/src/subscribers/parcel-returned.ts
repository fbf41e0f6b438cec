import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { SoukEvents, type VendorOrderEvent } from "@souk/kit/events"
import { readOne } from "@souk/kit/query"
import { normalisePhone } from "@souk/marketplace/domain/identifiers"
import { noteFailedDeliveryWorkflow } from "../workflows/cash-rules"

type Returned = { number: string; payment_method: string }

/**
 * Un colis à payer à la livraison que personne n'a pris compte contre son acheteur : une fois, sous
 * le numéro de la commande vendeur.
 */
export default async function parcelReturned({
  event,
  container,
}: SubscriberArgs<VendorOrderEvent>) {
  const slice = await readOne<Returned>(container, {
    entity: "vendor_order",
    fields: ["number", "payment_method"],
    filters: { id: event.data.id },
  })
  const order = await readOne<{ shipping_address: { phone: string | null } | null }>(container, {
    entity: "order",
    fields: ["shipping_address.phone"],
    filters: { id: event.data.order_id },
  })
  const phone = normalisePhone(order?.shipping_address?.phone ?? "")
  if (!phone || !slice?.payment_method.startsWith("pp_cod")) return
  await noteFailedDeliveryWorkflow(container).run({ input: { phone, source: slice.number } })
}

export const config: SubscriberConfig = {
  event: SoukEvents.VENDOR_ORDER_RETURNED,
  context: { subscriberId: "souk-parcel-returned" },
}
