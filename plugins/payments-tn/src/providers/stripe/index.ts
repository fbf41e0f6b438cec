import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RedirectProvider } from "../redirect/service"

class StripeProvider extends RedirectProvider {
  static override identifier = "stripe"
}

export default ModuleProvider(Modules.PAYMENT, { services: [StripeProvider] })
