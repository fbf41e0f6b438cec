import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RedirectProvider } from "../redirect/service"

class PayPalProvider extends RedirectProvider {
  static override identifier = "paypal"
}

export default ModuleProvider(Modules.PAYMENT, { services: [PayPalProvider] })
