import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RedirectProvider } from "../redirect/service"

class FlouciProvider extends RedirectProvider {
  static override identifier = "flouci"
}

export default ModuleProvider(Modules.PAYMENT, { services: [FlouciProvider] })
