import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { IEventBusModuleService } from "@medusajs/framework/types"
import { Modules, PaymentWebhookEvents } from "@medusajs/framework/utils"
import { commonErrors } from "@souk/kit/errors"
import { gatewayNameOf } from "../../../../gateways/gateway"

/**
 * Konnect notifies by GET, with the reference in the query; core's own door beside this one takes the
 * notifications that come by POST. Both say the same event, believed by nobody before the gateway is
 * asked.
 */
export async function GET(req: MedusaRequest, res: MedusaResponse) {
  const provider = req.params.provider!
  if (!gatewayNameOf(provider)) {
    throw commonErrors.unknown_route({ method: req.method, path: req.path })
  }
  const events: IEventBusModuleService = req.scope.resolve(Modules.EVENT_BUS)
  await events.emit({
    name: PaymentWebhookEvents.WebhookReceived,
    data: { provider, payload: { data: req.query, headers: {} } },
  })
  res.sendStatus(200)
}
