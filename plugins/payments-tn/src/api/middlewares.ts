import { defineMiddlewares } from "@medusajs/framework/http"
import { enforce } from "@souk/kit/routes"
import { routes } from "./routes"

export default defineMiddlewares({ routes: enforce(routes) })
