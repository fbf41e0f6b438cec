import { z } from "@medusajs/framework/zod"
import { defineRoutes } from "@souk/kit/routes"

export const routes = defineRoutes([
  {
    method: "GET",
    path: "/openapi.json",
    who: "public",
    summary: "This description",
    response: z.record(z.string(), z.unknown()),
  },
])
