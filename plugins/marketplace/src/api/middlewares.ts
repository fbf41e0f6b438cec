import { defineMiddlewares } from "@medusajs/framework/http"
import { errorHandler } from "@souk/kit/http"
import { enforce } from "@souk/kit/routes"
import { adminGuard, authGuard, storeGuard, vendorGuard } from "./guards"
import { routes } from "./routes"

export default defineMiddlewares({
  errorHandler,
  routes: [
    { matcher: "/admin*", middlewares: [adminGuard] },
    { matcher: "/vendor*", middlewares: vendorGuard },
    { matcher: "/store*", middlewares: [storeGuard] },
    { matcher: "/auth*", middlewares: [authGuard] },
    ...enforce(routes),
  ],
})
