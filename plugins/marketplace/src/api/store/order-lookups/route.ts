import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readOne } from "@souk/kit/query"
import { errors } from "../../../domain/errors"
import { normalisePhone } from "../../../domain/identifiers"
import { trackingToken } from "../../../domain/tracking-token"
import { signingSecret } from "../../views/order"

type Body = { display_id: number; phone: string }

export async function POST(req: MedusaRequest<Body>, res: MedusaResponse) {
  const { display_id, phone } = req.validatedBody
  const order = await readOne<{ id: string; shipping_address: { phone: string | null } | null }>(
    req.scope,
    {
      entity: "order",
      fields: ["id", "shipping_address.phone"],
      filters: { display_id },
    },
  )
  // Un numéro de commande se devine ; le téléphone prouve que la commande est la sienne.
  const given = normalisePhone(phone)
  if (!order || !given || order.shipping_address?.phone !== given) throw errors.order_not_found()
  res.json({ tracking_token: trackingToken(order.id, signingSecret(req.scope)) })
}
