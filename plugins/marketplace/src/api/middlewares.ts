import { defineMiddlewares } from "@medusajs/framework/http"
import { errorHandler } from "@souk/kit/http"
import { enforce } from "@souk/kit/routes"
import {
  adminGuard,
  authGuard,
  authSessionGuard,
  bodyGuard,
  closedGuard,
  storeGuard,
  vendorGuard,
} from "./guards"
import { routes } from "./routes"

export default defineMiddlewares({
  errorHandler,
  routes: [
    { matcher: "/admin*", middlewares: [bodyGuard, adminGuard] },
    { matcher: "/vendor*", middlewares: [bodyGuard, ...vendorGuard] },
    { matcher: "/store*", middlewares: [bodyGuard, storeGuard] },
    { matcher: "/auth*", middlewares: [bodyGuard, authGuard, ...authSessionGuard] },
    // Medusa Cloud's own sign-in.
    { matcher: "/cloud*", middlewares: [closedGuard] },
    ...enforce(routes),
  ],
})
