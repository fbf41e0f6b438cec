import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { GroupedSearchService } from "./service"

export default ModuleProvider(Modules.SEARCH, { services: [GroupedSearchService] })
