import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { CategoryTaxProvider } from "./service"

export default ModuleProvider(Modules.TAX, { services: [CategoryTaxProvider] })
