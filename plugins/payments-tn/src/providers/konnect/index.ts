import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RedirectProvider } from "../redirect/service"

class KonnectProvider extends RedirectProvider {
  static override identifier = "konnect"
}

export default ModuleProvider(Modules.PAYMENT, { services: [KonnectProvider] })
