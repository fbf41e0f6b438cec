import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { openApiOf } from "@souk/kit/openapi"
import { declaredRoutes } from "@souk/kit/routes"

const VERSION = "1.0.0"

export function GET(_req: MedusaRequest, res: MedusaResponse) {
  res.json(openApiOf(declaredRoutes(), VERSION))
}
