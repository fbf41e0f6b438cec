import { defineMiddlewares } from "@medusajs/framework/http"
import { errorHandler } from "@souk/kit/http"
import { enforce } from "@souk/kit/routes"
import { adminGuard, authGuard, closedGuard, storeGuard, textGuard, vendorGuard } from "./guards"
import { routes } from "./routes"

export default defineMiddlewares({
  errorHandler,
  routes: [
    { matcher: "/admin*", middlewares: [textGuard, adminGuard] },
    { matcher: "/vendor*", middlewares: [textGuard, ...vendorGuard] },
    { matcher: "/store*", middlewares: [textGuard, storeGuard] },
    { matcher: "/auth*", middlewares: [textGuard, authGuard] },
    // Medusa Cloud's own sign-in.
    { matcher: "/cloud*", middlewares: [closedGuard] },
    ...enforce(routes),
  ],
})
