import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { SoukEvents, type OrderSplit } from "@souk/kit/events"
import { CHECKOUT_LOCALE } from "@souk/marketplace/domain/checkout"

/** Younger orders may still be told of by the process that took them. */
const UNTOLD_SECONDS = 30
/** As long as the mails are of use. */
const UNTOLD_DAYS = 2
const ORDERS_PER_RUN = 50

const UNTOLD = `
  SELECT slice.order_id AS id, min(share.payment_collection_id) AS payment_collection_id,
         min(slice.payment_method) AS provider_id
    FROM vendor_order slice
    JOIN payment_allocation share ON share.vendor_order_id = slice.id
    JOIN "order" placed ON placed.id = slice.order_id
     AND placed.status <> 'canceled' AND placed.email IS NOT NULL AND placed.metadata->>? IS NOT NULL
   WHERE slice.created_at > now() - make_interval(days => ?)
     AND slice.created_at < now() - make_interval(secs => ?)
     AND NOT EXISTS (SELECT FROM mail WHERE key = 'order_placed:' || slice.order_id)
   GROUP BY slice.order_id
   LIMIT ?`

/**
 * Un serveur tué entre le partage d'une commande et ses courriels : ni l'acheteur ni les vendeurs n'en
 * savaient rien. Such an order is told of again; what was told already is told once all the same.
 */
export default async function tellOrders(container: MedusaContainer) {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw<{ rows: OrderSplit[] }>(UNTOLD, [
    CHECKOUT_LOCALE,
    UNTOLD_DAYS,
    UNTOLD_SECONDS,
    ORDERS_PER_RUN,
  ])
  const events = rows.map((data) => ({ name: SoukEvents.ORDER_SPLIT, data }))
  if (events.length > 0) await container.resolve(Modules.EVENT_BUS).emit(events)
}

export const config = { name: "tell-orders", schedule: "* * * * *" }
