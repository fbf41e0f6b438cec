import { Module } from "@medusajs/framework/utils"
import PartsModuleService, { PARTS_MODULE } from "./service"

export { PARTS_MODULE }

export type { CatalogueRows } from "./service"
export type { PartsModuleService }

export default Module(PARTS_MODULE, { service: PartsModuleService })
