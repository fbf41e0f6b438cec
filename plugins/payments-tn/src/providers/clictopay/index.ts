import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RedirectProvider } from "../redirect/service"

class ClicToPayProvider extends RedirectProvider {
  static override identifier = "clictopay"
}

export default ModuleProvider(Modules.PAYMENT, { services: [ClicToPayProvider] })
