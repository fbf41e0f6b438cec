import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RedirectProvider } from "../redirect/service"

class PaymeeProvider extends RedirectProvider {
  static override identifier = "paymee"
}

export default ModuleProvider(Modules.PAYMENT, { services: [PaymeeProvider] })
