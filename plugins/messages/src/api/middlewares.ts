import {
  defineMiddlewares,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { enforce } from "@souk/kit/routes"
import { MESSAGES_MODULE } from "../modules/messages"
import type MessagesModuleService from "../modules/messages/service"
import { routes } from "./routes"

/**
 * Chaque demande annule le lien précédent : au-delà de la limite, la demande est tue avant d'atteindre
 * le cœur, avec la même réponse, pour que personne ne puisse annuler sans fin le lien d'un autre.
 */
async function limitResets(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) {
  try {
    const { identifier } = (req.body ?? {}) as { identifier?: unknown }
    if (typeof identifier !== "string") return next()
    const messages: MessagesModuleService = req.scope.resolve(MESSAGES_MODULE)
    const key = await messages.nextKey("password_reset", identifier, new Date())
    if (key) return next()
    res.sendStatus(201)
  } catch (error) {
    next(error)
  }
}

export default defineMiddlewares({
  routes: [
    {
      matcher: "/auth/:actor_type/:auth_provider/reset-password",
      methods: ["POST"],
      middlewares: [limitResets],
    },
    ...enforce(routes),
  ],
})
