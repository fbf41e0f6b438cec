import type { SubscriberArgs, SubscriberConfig } from "@medusajs/framework"
import { PARTS_MODULE } from "../modules/parts"
import type PartsModuleService from "../modules/parts/service"

/** Le garage porte des immatriculations : il disparaît avec le compte. */
export default async function customerDeleted({
  event,
  container,
}: SubscriberArgs<{ id: string }>) {
  const parts: PartsModuleService = container.resolve(PARTS_MODULE)
  const kept = await parts.listGarageVehicles({ customer_id: event.data.id }, { select: ["id"] })
  await parts.deleteGarageVehicles(kept.map(({ id }) => id))
}

export const config: SubscriberConfig = { event: "customer.deleted" }
